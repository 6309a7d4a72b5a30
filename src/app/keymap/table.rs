//! The one table of keys: read by the matcher, the key row and the help.

use crate::app::{
    action::Action,
    keymap::{Binding, Code, Context, Group, Key},
};

use Context::{Call, Debrief, Desk, Drill, FollowUps, History, Home, List, MockDebrief, Pause, Sheet, WrapUp};
use Group::{Items, Say, TheCall};

const fn c(c: char) -> Key {
    Key::plain(Code::Char(c))
}

const fn k(code: Code) -> Key {
    Key::plain(code)
}

const fn row(
    action: Action,
    name: &'static str,
    keys: &'static [Key],
    contexts: &'static [Context],
    label: &'static str,
    group: Group,
    help: &'static str,
) -> Binding {
    Binding { action, name, keys, contexts, label, group, help }
}

const EVERYWHERE: &[Context] =
    &[Home, Call, WrapUp, List, FollowUps, History, Sheet, Pause, Debrief, Drill, Desk, MockDebrief];

/// Every act with its name for the config and `:`, its keys, where they count, its word in the key row, and its help.
pub const TABLE: &[Binding] = &[
    row(Action::Tick, "tick", &[c(' ')], &[Call, WrapUp, Sheet], "tick", TheCall, "done, next item"),
    row(Action::NextStep, "next-step", &[k(Code::Enter)], &[Call, Desk], "next", TheCall, "next step"),
    row(Action::PreviousStep, "previous-step", &[k(Code::Backspace)], &[Call, Desk], "step back", TheCall, "step back"),
    row(Action::OtherFramework, "other-framework", &[k(Code::Tab)], &[Call], "other way", TheCall, "HEAR or LAST"),
    row(Action::Guidance, "guidance", &[c('g')], &[Call], "less wording", TheCall, "less wording"),
    row(Action::Hold, "hold", &[c('h')], &[Call, Desk], "hold", TheCall, "hold, resume"),
    row(Action::End, "end", &[c('e')], &[Call, Desk], "end", TheCall, "end, wrap up"),
    row(Action::Transfer, "transfer", &[c('t')], &[Call], "transfer", TheCall, "transfer"),
    row(Action::Leave, "leave", &[c('q')], EVERYWHERE, "leave", TheCall, "leave"),
    row(Action::Say1, "say-1", &[c('1')], &[Call], "said", Say, "said it"),
    row(Action::Say2, "say-2", &[c('2')], &[Call], "", Say, "said the second"),
    row(Action::Say3, "say-3", &[c('3')], &[Call], "", Say, "said the third"),
    row(Action::Variants, "variants", &[c('v')], &[Call], "more", Say, "other variants"),
    row(Action::Find, "find", &[c('/')], &[Call, WrapUp, Home], "find", Say, "find anything"),
    row(Action::Note, "note", &[c('i')], &[Call, WrapUp, Desk, MockDebrief], "note", Say, "note"),
    row(Action::Promise, "promise", &[c('p')], &[Call, WrapUp], "promise", Say, "promise with time"),
    row(Action::TheirWord, "their-word", &[c('w')], &[Call], "their word", Say, "their own word"),
    row(Action::Mood, "mood", &[c('m')], &[Call], "mood", Say, "their mood"),
    row(Action::LookUp, "look-up", &[c('b')], &[Call], "look up", Say, "look it up"),
    row(Action::Copy, "copy", &[c('c')], &[Call, WrapUp, Debrief, MockDebrief], "copy", Say, "copy"),
    row(Action::Accept, "accept", &[c('a')], &[Call], "accept", Say, "take the offer"),
    row(Action::NotNow, "not-now", &[c('n')], &[Call], "not now", Say, "not now"),
    row(Action::Defer, "defer", &[c('d')], &[Call, WrapUp], "defer", Items, "defer"),
    row(Action::NotApplicable, "not-applicable", &[c('x')], &[Call, WrapUp], "n/a", Items, "not applicable"),
    row(Action::Override, "override", &[c('o')], &[Call, WrapUp], "override", Items, "leave out, why"),
    row(Action::Undo, "undo", &[c('u')], &[Call, WrapUp, FollowUps, Drill, Desk], "undo", Items, "undo, redo"),
    row(Action::Redo, "redo", &[c('U')], &[Call, WrapUp, Desk], "redo", Items, "redo"),
    row(
        Action::ItemDown,
        "down",
        &[c('j'), k(Code::Down)],
        &[Home, Call, WrapUp, List, FollowUps, History, Sheet, Debrief, Desk, MockDebrief],
        "down",
        Items,
        "among items",
    ),
    row(
        Action::ItemUp,
        "up",
        &[c('k'), k(Code::Up)],
        &[Home, Call, WrapUp, List, FollowUps, History, Sheet, Debrief, Desk, MockDebrief],
        "up",
        Items,
        "item above",
    ),
    row(Action::Scenarios, "scenarios", &[c('s')], &[Call], "scenarios", Items, "all scenarios"),
    row(Action::Strip2, "strip-2", &[k(Code::F(2))], &[Call, Desk], "", Items, "scenarios"),
    row(Action::Strip3, "strip-3", &[k(Code::F(3))], &[Call, Desk], "", Items, ""),
    row(Action::Strip4, "strip-4", &[k(Code::F(4))], &[Call, Desk], "", Items, ""),
    row(Action::Strip5, "strip-5", &[k(Code::F(5))], &[Call, Desk], "", Items, ""),
    row(Action::Strip6, "strip-6", &[k(Code::F(6))], &[Call, Desk], "", Items, ""),
    row(Action::Strip7, "strip-7", &[k(Code::F(7))], &[Call, Desk], "", Items, ""),
    row(Action::Strip8, "strip-8", &[k(Code::F(8))], &[Call, Desk], "", Items, ""),
    row(Action::Emergency, "emergency", &[k(Code::F(9)), Key::ctrl('e')], EVERYWHERE, "EMERGENCY", Items, "EMERGENCY"),
    row(Action::Back, "back", &[k(Code::Esc)], EVERYWHERE, "back", Items, "close, return"),
    row(Action::Help, "help", &[c('?'), k(Code::F(1))], EVERYWHERE, "keys", TheCall, "these keys"),
    row(
        Action::Commands,
        "commands",
        &[c(':')],
        &[Home, Call, WrapUp, List, FollowUps, History, Drill, Desk],
        "commands",
        TheCall,
        "commands",
    ),
    row(Action::First, "first", &[k(Code::Enter)], &[Home], "begin", TheCall, "what is offered"),
    row(Action::Live, "live", &[c('l')], &[Home], "live call", TheCall, "live call"),
    row(Action::Rehearse, "rehearse", &[c('r')], &[Home], "rehearse", TheCall, "rehearse alone"),
    row(Action::Reply, "reply", &[c('r')], &[Call], "reply", Say, "reply to the caller"),
    row(Action::Aloud, "aloud", &[c('y')], &[Call], "said aloud", Say, "said aloud"),
    row(Action::TakeBack, "take-back", &[Key::ctrl('r')], &[Call], "take back", Say, "take it back"),
    row(Action::Replay, "replay", &[c('r')], &[Debrief, MockDebrief], "replay from here", TheCall, "replay from here"),
    row(
        Action::Conversation,
        "conversation",
        &[k(Code::Tab)],
        &[Debrief, MockDebrief],
        "what was said",
        TheCall,
        "debrief, what was said",
    ),
    row(Action::LessHelp, "less-help", &[c('g')], &[Debrief], "less wording", TheCall, "less wording"),
    row(Action::MarkYes, "mark-yes", &[c('y')], &[Desk], "yes", Items, "heard it"),
    row(Action::MarkNo, "mark-no", &[c('n')], &[Desk], "no", Items, "missed"),
    row(Action::MarkPartly, "mark-partly", &[c('p')], &[Desk], "partly", Items, "half of it"),
    row(Action::MarkNone, "mark-none", &[c('x')], &[Desk], "n/a", Items, "no occasion for it"),
    row(Action::AutoFail, "auto-fail", &[c('f')], &[Desk], "fail", Items, "automatic fail"),
    row(Action::Worse, "worse", &[c('+'), c('=')], &[Desk], "worse", Say, "mood up, worse"),
    row(Action::Calmer, "calmer", &[c('-')], &[Desk], "calmer", Say, "mood down, calmer"),
    row(Action::NextLine, "next-line", &[c('t')], &[Desk], "said, next", Say, "said it: the next"),
    row(Action::LineAfter, "line-after", &[k(Code::Right)], &[Desk], "another line", Say, "another line"),
    row(Action::LineBefore, "line-before", &[k(Code::Left)], &[Desk], "", Say, "line before"),
    row(Action::Pane, "pane", &[k(Code::Tab)], &[Desk], "card, lines, heard", Say, "card, lines, heard"),
    row(Action::SelfScore, "self-score", &[c('s')], &[MockDebrief], "self-score", TheCall, "the trainee marks"),
    row(Action::MarkOn, "mark-on", &[c('m')], &[MockDebrief], "mark on", TheCall, "mark what is open"),
    row(Action::Export, "export", &[c('x')], &[Debrief, MockDebrief], "export page", TheCall, "write it as a page"),
    row(Action::Mock, "mock", &[c('m')], &[Home], "mock call", TheCall, "the trainer's desk"),
    row(Action::Drill, "drill", &[c('d')], &[Home], "drill", TheCall, "ten minutes of cards"),
    row(Action::History, "history", &[c('h')], &[Home], "history", TheCall, "what is past"),
    row(Action::Figures, "figures", &[k(Code::Tab)], &[History], "figures", TheCall, "list or figures"),
    row(Action::FollowUps, "follow-ups", &[c('f')], &[Home], "follow-ups", TheCall, "promises to keep"),
    row(Action::Playbooks, "playbooks", &[c('b')], &[Home], "playbooks", TheCall, "playbooks"),
    row(Action::Settings, "settings", &[c(',')], &[Home], "settings", TheCall, "settings"),
    row(Action::WrapUp, "wrap-up", &[c('w')], &[Home], "wrap up", TheCall, "wrap it up"),
    row(Action::Discard, "discard", &[c('x')], &[Home], "discard", TheCall, "discard it"),
    row(Action::CloseCall, "close-call", &[k(Code::Enter)], &[WrapUp], "close call", TheCall, "close the call"),
    row(Action::EmailDraft, "email-draft", &[k(Code::Tab)], &[WrapUp], "e-mail draft", TheCall, "e-mail draft"),
    row(Action::Disposition, "disposition", &[c('r')], &[WrapUp], "result", TheCall, "result"),
    row(Action::Choose, "choose", &[k(Code::Enter)], &[List, FollowUps, History, Sheet], "choose", TheCall, "choose"),
    row(Action::Kept, "kept", &[c(' ')], &[FollowUps], "done", TheCall, "promise kept"),
    row(Action::Cancelled, "cancelled", &[c('x')], &[FollowUps], "cancel", TheCall, "promise off"),
    row(Action::Answer, "answer", &[k(Code::Enter)], &[Drill], "answer", Say, "answer, try again"),
    row(Action::Grade1, "grade-1", &[c('1')], &[Drill], "again", Items, "again, today"),
    row(Action::Grade2, "grade-2", &[c('2')], &[Drill], "hard", Items, "hard"),
    row(Action::Grade3, "grade-3", &[c('3')], &[Drill], "good", Items, "good"),
    row(Action::Grade4, "grade-4", &[c('4')], &[Drill], "easy", Items, "easy"),
    row(Action::NextCall, "next-call", &[k(Code::Enter)], &[Pause], "ready", TheCall, "ready for the next call"),
];
