//! Text as it is compared: without case, accents, apostrophes.

#[cfg(test)]
mod tests;

/// The base letters of U+00C0 to U+024F, a dot where a letter has none of its own.
const LATIN: &str = concat!(
    "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.yaaaaaaccccccccddddeeeeeeeeeegggggggg",
    "hhhhiiiiiiiiii..jjkk.llllll..llnnnnnn...oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz.b.......",
    "........................oo.............uu............................aaiioouuuuuuuuuu.aaaa....ggkkoo",
    "oo..j...gg..nnaa..ooaaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy...............b............",
);

/// The base letters of U+1E00 to U+1EFF.
const ADDITIONAL: &str = concat!(
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssss",
    "ssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeee",
    "iiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......",
);

/// The text in lower case without accents or apostrophes: `Café` and `don't` are `cafe` and `dont`.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            if c != '\'' {
                out.push(c.to_ascii_lowercase());
            }
        } else {
            for c in c.to_lowercase() {
                push(&mut out, c);
            }
        }
    }
    out
}

fn push(out: &mut String, c: char) {
    match c {
        '\u{300}'..='\u{36F}' | '’' | '‘' | '\u{AD}' | '\u{200B}'..='\u{200D}' => {}
        'ß' => out.push_str("ss"),
        'æ' | 'ǽ' | 'ǣ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        'ĳ' => out.push_str("ij"),
        'ð' | 'đ' => out.push('d'),
        'ø' | 'ǿ' => out.push('o'),
        'ł' => out.push('l'),
        'ħ' => out.push('h'),
        'ı' => out.push('i'),
        'ё' => out.push('е'),
        'ά' => out.push('α'),
        'έ' => out.push('ε'),
        'ή' => out.push('η'),
        'ί' | 'ϊ' | 'ΐ' => out.push('ι'),
        'ό' => out.push('ο'),
        'ύ' | 'ϋ' | 'ΰ' => out.push('υ'),
        'ώ' => out.push('ω'),
        'ς' => out.push('σ'),
        '\u{C0}'..='\u{24F}' => out.push(based(LATIN, c, 0xC0)),
        '\u{1E00}'..='\u{1EFF}' => out.push(based(ADDITIONAL, c, 0x1E00)),
        c => out.push(c),
    }
}

/// The base letter of a table that begins at a code point.
fn based(table: &str, c: char, first: u32) -> char {
    match table.as_bytes().get((c as u32 - first) as usize) {
        Some(b'.') | None => c,
        Some(base) => char::from(*base),
    }
}
