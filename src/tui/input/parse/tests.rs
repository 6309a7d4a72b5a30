use super::*;

fn all(bytes: &[u8]) -> Vec<Event> {
    let mut parser = Parser::default();
    let mut events = parser.push(bytes);
    while parser.patience().is_some() {
        events.extend(parser.silence());
    }
    events
}

fn keys(bytes: &[u8]) -> String {
    let name = |event: Event| match event {
        Event::Key(key) => key.to_string(),
        Event::Paste(text) => format!("paste({text})"),
        Event::Mouse { kind, x, y } => format!("{kind:?}({x},{y})"),
        other => format!("{other:?}"),
    };
    all(bytes).into_iter().map(name).collect::<Vec<_>>().join(" ")
}

#[test]
fn keys_of_many_terminals() {
    for (bytes, name) in [
        ("a", "a"),
        (" ", "Space"),
        ("\r", "Enter"),
        ("\t", "Tab"),
        ("\x7f", "Backspace"),
        ("\x05", "Ctrl-E"),
        ("\x1b", "Esc"),
        ("\x1ba", "Alt-a"),
        ("\x1b\x7f", "Alt-Backspace"),
        ("\x1bé", "Alt-é"),
        ("é你😀", "é 你 😀"),
        // xterm
        ("\x1bOP\x1bOQ\x1bOR\x1bOS", "F1 F2 F3 F4"),
        ("\x1b[15~\x1b[17~\x1b[18~\x1b[19~", "F5 F6 F7 F8"),
        ("\x1b[20~\x1b[21~\x1b[23~\x1b[24~", "F9 F10 F11 F12"),
        ("\x1b[A\x1b[B\x1b[C\x1b[D\x1b[H\x1b[F", "Up Down Right Left Home End"),
        ("\x1bOA\x1bOH", "Up Home"),
        ("\x1b[5~\x1b[6~\x1b[3~\x1b[Z", "PageUp PageDown Delete BackTab"),
        ("\x1b[1;5A\x1b[20;5~\x1b[1;5R\x1b[1;3P", "Ctrl-Up Ctrl-F9 Ctrl-F3 Alt-F1"),
        ("\x1b[27;5;101~", "Ctrl-E"),
        // Linux console, rxvt, tmux
        ("\x1b[[A\x1b[[E\x1b[1~\x1b[4~", "F1 F5 Home End"),
        ("\x1b[11~\x1b[14~\x1b[7~\x1b[8~\x1b[20^\x1b[3@", "F1 F4 Home End Ctrl-F9 Ctrl-Delete"),
        ("\x1b[a\x1bOa\x1b[20$", "Up Ctrl-Up F9"),
        // kitty
        ("\x1b[101;5u\x1b[27u\x1b[13;1u\x1b[9;2u", "Ctrl-E Esc Enter BackTab"),
        ("\x1b[97;2u\x1b[97:65;2u\x1b[57372u\x1b[97;1:3u", "A A F9"),
        ("\x1b[20;1:1~\x1b[20;1:3~\x1b[S", "F9 F4"),
        // keypad
        ("\x1bOM\x1bOp\x1bOk", "Enter 0 +"),
    ] {
        assert_eq!(keys(bytes.as_bytes()), name, "{bytes:?}");
    }
}

#[test]
fn the_mouse_clicks_and_turns() {
    assert_eq!(keys(b"\x1b[<0;7;5M\x1b[<0;7;5m"), "Click(6,4)");
    assert_eq!(keys(b"\x1b[<64;1;1M\x1b[<65;1;1M\x1b[<4;2;2M"), "WheelUp(0,0) WheelDown(0,0) Click(1,1)");
    assert_eq!(keys(b"\x1b[<32;1;1M\x1b[<2;1;1M\x1b[<0;0;0M\x1b[<0;99999;1M\x1b[<M"), "Click(0,0)");
    assert_eq!(keys(b"\x1b[M !!a"), "a");
}

#[test]
fn a_paste_is_one_event_with_its_lines() {
    assert_eq!(keys(b"\x1b[200~one\r\ntwo\rx\x1b[201~y"), "paste(one\ntwo\nx) y");
    assert_eq!(keys(b"\x1b[200~\x1b[201~y"), "y");
    assert_eq!(keys(b"\x1b[201~y"), "y");
    assert_eq!(keys(b"\x1b[200~\xff\xfe\x1b[201~"), "paste(\u{FFFD}\u{FFFD})");
}

#[test]
fn a_paste_that_never_ends_swallows_no_key() {
    let mut parser = Parser::default();
    assert!(parser.push(b"\x1b[200~abc").is_empty());
    assert_eq!(parser.patience(), Some(SILENT));
    assert_eq!(parser.silence(), [Event::Paste("abc".into())]);
    assert_eq!(parser.push(b"\x1b[20~"), [Event::Key(Key::plain(Code::F(9)))]);
    // Even pressed before the silence was over.
    assert_eq!(keys(b"\x1b[200~abc\x1b[20~"), "paste(abc) F9");
    assert_eq!(keys(b"\x1b[200~abc\x05"), "paste(abc) Ctrl-E");
}

#[test]
fn a_long_paste_is_cut_and_its_rest_never_becomes_keys() {
    let mut parser = Parser::default();
    let events = parser.push(&[b"\x1b[200~".as_slice(), &vec![b'q'; LONGEST + 1000]].concat());
    assert!(matches!(&events[..], [Event::Paste(text)] if text.len() == LONGEST));
    assert!(parser.push(b"more").is_empty());
    assert_eq!(parser.push(b"\x1b[201~a"), [Event::Key(Key::plain(Code::Char('a')))]);
}

#[test]
fn partial_sequences_are_given_up() {
    for bytes in ["\x1b[<0;1", "\x1b[?1", "\x1b[M", "\x1b[", "\x1b[[", "\x1b[20", "\x1b]11;rgb:", "\x1bP", "\x1b["] {
        let mut parser = Parser::default();
        parser.push(bytes.as_bytes());
        assert_eq!(parser.patience(), Some(PARTIAL), "{bytes:?}");
        parser.silence();
        assert_eq!(parser.patience(), None);
        assert_eq!(parser.push(b"a"), [Event::Key(Key::plain(Code::Char('a')))], "{bytes:?}");
        // And without a pause, what begins anew gets through.
        let mut at_once = Parser::default();
        let events = at_once.push(&[bytes.as_bytes(), b"\x1b[20~", b"\x05"].concat());
        assert!(events.ends_with(&[Event::Key(Key::plain(Code::F(9))), Event::Key(Key::ctrl('e'))]), "{bytes:?}");
    }
    assert_eq!(keys(b"\x1bO"), "Alt-O");
    assert_eq!(keys(b"\x1b["), "Alt-[");
    assert_eq!(keys(b"\x1b\x1b[20~"), "Esc F9");
    assert_eq!(keys(b"\x1b\x05"), "Esc Ctrl-E");
}

#[test]
fn answers_of_the_terminal_are_no_keys() {
    assert_eq!(keys(b"\x1b]11;rgb:1414/1818/1d1d\x07a"), "a");
    assert_eq!(keys(b"\x1b]11;rgb:1414/1818/1d1d\x1b\\a"), "a");
    assert_eq!(keys(b"\x1bP>|xterm(390)\x1b\\\x1b[?62;22c\x1b[24;80R\x1b[Ia\x1b[O"), "a");
    assert_eq!(keys(b"\x1b[?2026;2$yb"), "b");
}

#[test]
fn broken_letters_are_one_mark_and_end() {
    assert_eq!(keys(b"\xffa"), "\u{FFFD} a");
    assert_eq!(keys(b"\xe4\xbda"), "\u{FFFD} a");
    assert_eq!(keys(b"\xe4\xbd"), "\u{FFFD}");
    assert_eq!(keys(b"\xe4\x05"), "\u{FFFD} Ctrl-E");
    assert_eq!(keys(b"\x1b\xe4\xbda"), "\u{FFFD} a");
    assert_eq!(keys(b"\xed\xa0\x80a"), "\u{FFFD} \u{FFFD} \u{FFFD} a");
}

proptest::proptest! {
    #[test]
    fn f9_and_ctrl_e_get_through_after_anything(garbage in proptest::collection::vec(hostile(), 0..40)) {
        for (bytes, key) in [(b"\x1b[20~".as_slice(), Key::plain(Code::F(9))), (b"\x05", Key::ctrl('e'))] {
            let mut parser = Parser::default();
            for part in &garbage {
                parser.push(part);
            }
            parser.silence();
            proptest::prop_assert_eq!(parser.patience(), None);
            proptest::prop_assert_eq!(parser.push(bytes), vec![Event::Key(key)]);
        }
    }

    #[test]
    fn it_does_not_matter_how_bytes_are_split(bytes in proptest::collection::vec(hostile(), 0..20), at in 0usize..60) {
        let bytes = bytes.concat();
        let at = at.min(bytes.len());
        let mut whole = Parser::default();
        let mut split = Parser::default();
        let mut events = split.push(&bytes[..at]);
        events.extend(split.push(&bytes[at..]));
        proptest::prop_assert_eq!(whole.push(&bytes), events);
        proptest::prop_assert_eq!(whole.silence(), split.silence());
    }
}

/// Bytes of all kinds, and the beginnings of sequences more often than chance has them.
fn hostile() -> impl proptest::strategy::Strategy<Value = Vec<u8>> {
    use proptest::prelude::*;
    let beginnings: Vec<&'static [u8]> = vec![
        b"\x1b",
        b"\x1b[",
        b"\x1b[<0;1",
        b"\x1b[M",
        b"\x1bO",
        b"\x1b]",
        b"\x1bP",
        b"\x1b[200~",
        b"\x1b[201~",
        b"\x1b[[",
        b"\xf0\x9f",
        b"$",
        b"~",
        b"20",
        b";",
        b"\x1b\\",
    ];
    prop_oneof![
        proptest::sample::select(beginnings).prop_map(<[u8]>::to_vec),
        proptest::collection::vec(any::<u8>(), 0..12),
    ]
}
