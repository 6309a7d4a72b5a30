//! Frameworks, scenarios and their checklists.

use super::super::{
    diagnostic::Severity,
    fault::Fault,
    model::{ChecklistItem, Framework, Id, Kind, Never, Room, Scenario, Step},
    place::{Located, Span},
    source::{FrameworkSource, Given, ItemSource, NeverSource, RoomSource, ScenarioSource, StepSource, Text, form},
};
use super::{Checker, Of, TITLE, nearest};
use crate::text::{clean, width};

/// Columns that the screen gives to these texts.
const STEP_GOAL: usize = 30;
const SCENARIO_GOAL: usize = 34;
const SIGNS: usize = 52;
const SHORT: usize = 11;
const ITEM: usize = 76;

/// The last place in a list at which a killer item needs no reason.
const KILLER_PLACE: usize = 5;

/// How many lines of a list are compared with each further one: nobody reads that many.
const LOOKED_THROUGH: usize = 100;

impl Checker<'_> {
    pub(super) fn framework(&mut self, framework: &Located<FrameworkSource>) -> Option<Framework> {
        let source = &framework.value;
        let name = source.id.as_ref()?;
        let of = Of { kind: "framework", id: &name.value, at: framework.at };
        let id = self.id(name, false);
        let title = self.need(&source.title, "title", of);
        self.narrow(&source.title, &title, TITLE);
        let audience = self.choice(&source.audience, &form::AUDIENCE);
        let use_when = self.may(&source.use_when).unwrap_or_default();
        let background = self.background(&source.remark, &source.sources);
        let target_secs = match &source.target {
            Some(target) => self.target(target),
            None => {
                self.missing("target", of);
                None
            }
        };
        let outer = Id::from(name.value.as_str());
        let list = source.steps.as_ref();
        if list.is_none_or(|list| list.value.is_empty()) {
            self.no_lines(list.map(|list| list.at), "steps", of);
        }
        let steps: Vec<Step> =
            list.iter().flat_map(|list| &list.value).filter_map(|step| self.step(step, &outer)).collect();
        if let Some(list) = list {
            self.shares(list, steps.len(), &name.value);
        }
        let id = id?;
        self.origin(Kind::Framework, &id, framework.at);
        Some(Framework { id, title: title?, audience, use_when, target_secs: target_secs?, steps, background })
    }

    /// The shares of all steps make up the whole.
    fn shares(&mut self, list: &Located<Vec<Located<StepSource>>>, sound: usize, name: &str) {
        let shares = list.value.iter().filter_map(|step| step.value.share.as_ref());
        let sum: u64 = shares.clone().map(|share| u64::from(share.value)).sum();
        let at = shares.map(|share| share.at).rfind(|at| list.at.holds(at)).unwrap_or(list.at);
        if sum != u64::from(form::WHOLE) && sound == list.value.len() && sound > 0 && !self.faults.touched(list.at) {
            let message = format!("the shares of `{name}` add up to {sum}, not to 100");
            self.faults.add(Fault::error("HK0303", at, message).fix("share 100 percent among its steps"));
        }
    }

    fn target(&mut self, target: &Text) -> Option<u32> {
        let parsed = target.value.split_once(':').and_then(|(minutes, seconds)| {
            let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
            let good = digits(minutes) && digits(seconds) && (1..=3).contains(&minutes.len()) && seconds.len() == 2;
            let (minutes, seconds): (u32, u32) = (minutes.parse().ok()?, seconds.parse().ok()?);
            (good && seconds < 60 && minutes + seconds > 0).then_some(minutes * 60 + seconds)
        });
        if parsed.is_none() {
            let message = format!("`{}` is no time", target.value);
            self.add(Severity::Error, "HK0308", target.at, message, "write minutes and seconds: \"6:40\"");
        }
        parsed
    }

    fn step(&mut self, step: &Located<StepSource>, outer: &Id) -> Option<Step> {
        let source = &step.value;
        let name = source.id.as_ref()?;
        let id = outer.child(&name.value);
        let of = Of { kind: "step", id: id.as_str(), at: step.at };
        let good = self.id(name, false).is_some();
        let title = self.need(&source.title, "title", of);
        self.narrow(&source.title, &title, TITLE);
        let goal = self.need(&source.goal, "goal", of);
        self.narrow(&source.goal, &goal, STEP_GOAL);
        let done_when = self.may(&source.done_when).unwrap_or_default();
        let move_on = self.may(&source.move_on).unwrap_or_default();
        let pitfall = self.may(&source.pitfall).unwrap_or_default();
        let background = self.background(&source.remark, &source.sources);
        if source.share.is_none() {
            self.missing("share", of);
        }
        let share = source.share.as_ref().map(|share| share.value);
        if let Some(share) = source.share.as_ref().filter(|share| share.value > form::WHOLE) {
            self.add(
                Severity::Error,
                "HK0303",
                share.at,
                "a share is at most 100 percent".into(),
                "give a number from 0 to 100",
            );
        }
        let items = self.items(&source.items, of);
        if !good {
            return None;
        }
        self.origin(Kind::Step, &id, step.at);
        let (title, goal, share) = (title?, goal?, share?);
        Some(Step { id, title, goal, done_when, move_on, pitfall, share, items, background })
    }

    /// A list without a line.
    pub(super) fn no_lines(&mut self, list: Option<Span>, name: &str, of: Of<'_>) {
        match list {
            None => self.missing(name, of),
            Some(at) if !self.faults.touched(at) => {
                let message = format!("the {} `{}` has no {name}", of.kind, of.id);
                self.add(Severity::Error, "HK0312", at, message, "give it at least one");
            }
            Some(_) => {}
        }
    }

    fn items(&mut self, list: &Given<Vec<Located<ItemSource>>>, of: Of<'_>) -> Vec<ChecklistItem> {
        let Some(list) = list.as_ref().filter(|list| !list.value.is_empty()) else {
            self.no_lines(list.as_ref().map(|list| list.at), "items", of);
            return vec![];
        };
        self.short_list(list.value.len(), list.at);
        let owner = Id::from(of.id);
        let mut items: Vec<ChecklistItem> = vec![];
        for (i, item) in list.value.iter().enumerate() {
            let Some(checked) = self.item(item, &owner) else { continue };
            if items.iter().take(LOOKED_THROUGH).any(|other| other.id == checked.id) {
                let at = item.value.borrowed.as_ref().or(item.value.id.as_ref()).map_or(item.at, |id| id.at);
                let message = format!("`{}` stands in this list already", checked.id);
                self.add(Severity::Error, "HK0302", at, message, "keep one of the two");
                continue;
            }
            if checked.killer && i >= KILLER_PLACE && checked.because.is_none() {
                let at = item.value.killer.as_ref().map_or(item.at, |killer| killer.at);
                let message = format!("a killer item stands in place {} of its list", i + 1);
                let fault = Fault::warning("HK0604", at, message);
                self.faults.add(fault.fix("move it among the first five, or say why with `because:`"));
            }
            items.push(checked);
        }
        items
    }

    fn item(&mut self, item: &Located<ItemSource>, owner: &Id) -> Option<ChecklistItem> {
        let source = &item.value;
        if let Some(borrowed) = &source.borrowed {
            return self.borrowed(item, borrowed);
        }
        let name = source.id.as_ref()?;
        let id = owner.child(&name.value);
        let good = self.id(name, false).is_some();
        let text = match &source.text {
            Some(text) => {
                self.narrow(&source.text, &Some(clean(text.value.trim())), ITEM);
                self.wording(text)
            }
            None => {
                self.missing("do", Of { kind: "item", id: id.as_str(), at: item.at });
                None
            }
        };
        let because = self.may(&source.because);
        let killer = source.killer.as_ref().is_some_and(|killer| killer.value);
        let moves = source.shown_by.iter().flat_map(|list| &list.value.0);
        let shown_by = moves.filter_map(|id| self.refer_move(id)).collect();
        if good { Some(ChecklistItem { id, text: text?, killer, because, shown_by }) } else { None }
    }

    /// Another list's item, under its own id.
    fn borrowed(&mut self, item: &Located<ItemSource>, id: &Text) -> Option<ChecklistItem> {
        let source = &item.value;
        let more = [
            source.id.as_ref().map(|x| x.at),
            source.text.as_ref().map(|x| x.at),
            source.killer.as_ref().map(|x| x.at),
            source.shown_by.as_ref().map(|x| x.at),
        ];
        if let Some(at) = more.into_iter().flatten().next() {
            let message = "an item that is borrowed with `use` has nothing of its own".to_string();
            self.add(Severity::Error, "HK0314", at, message, "keep either `use` or the other keys; `because` may stay");
            return None;
        }
        let Some(home) = self.names.item(&id.value) else {
            if !self.is_excused(id) && !self.faults.is_full(id.at.file) {
                let near = nearest(&id.value, self.names.items()).map(|near| format!("did you mean `{near}`?"));
                let fault = Fault::error("HK0401", id.at, format!("there is no item `{}`", id.value));
                let fault = fault.label("no such item").fix("correct the id: the owner's id, a `.`, the item's id");
                self.faults.add(fault.maybe_fix(near));
            }
            return None;
        };
        let text = home.text.as_ref().and_then(|text| self.wording(text))?;
        let killer = home.killer.as_ref().is_some_and(|killer| killer.value);
        let because = self.may(&source.because).or_else(|| self.may(&home.because));
        let moves = home.shown_by.iter().flat_map(|list| &list.value.0).map(|id| id.value.as_str());
        let shown_by =
            moves.filter(|id| self.knows_no_moves() || self.names.turn(id) == Some(false)).map(Id::from).collect();
        Some(ChecklistItem { id: Id::from(id.value.as_str()), text, killer, because, shown_by })
    }

    pub(super) fn scenario(&mut self, scenario: &Located<ScenarioSource>) -> Option<Scenario> {
        let source = &scenario.value;
        let name = source.id.as_ref()?;
        let of = Of { kind: "scenario", id: &name.value, at: scenario.at };
        let id = self.id(name, true);
        let title = self.need(&source.title, "title", of);
        self.narrow(&source.title, &title, TITLE);
        let short = self.need(&source.short, "short", of);
        if let (Some(text), Some(short)) = (&source.short, &short)
            && width(short) > SHORT
        {
            let message = format!("the short title takes {} columns; the strip has {SHORT}", width(short));
            self.add(Severity::Error, "HK0305", text.at, message, "shorten it");
        }
        let goal = self.need(&source.goal, "goal", of);
        self.narrow(&source.goal, &goal, SCENARIO_GOAL);
        let signs = self.may(&source.signs);
        self.narrow(&source.signs, &signs, SIGNS);
        let branches = self.branches(&source.branches, name);
        let hub = source.branches.as_ref().is_some_and(|list| !list.value.is_empty());
        let items = if hub && source.items.is_none() { vec![] } else { self.items(&source.items, of) };
        let returns = source.returns.as_ref().and_then(|id| self.refer(id, &[Kind::Step], "step"));
        let room = self.room(&source.room);
        let never = source.never.iter().flat_map(|list| &list.value).filter_map(|never| self.never(never)).collect();
        let (heard, unlike) = (self.texts(&source.heard), self.texts(&source.unlike));
        let record = self.texts(&source.record);
        let background = self.background(&source.remark, &source.sources);
        let flag = |given: &Given<bool>| given.as_ref().is_some_and(|flag| flag.value);
        let (emergency, severe) = (flag(&source.emergency), flag(&source.severe));
        let signs = signs.unwrap_or_default();
        let id = id?;
        self.origin(Kind::Scenario, &id, scenario.at);
        let (title, short, goal) = (title?, short?, goal?);
        Some(Scenario {
            id,
            title,
            short,
            goal,
            signs,
            heard,
            unlike,
            items,
            branches,
            room,
            returns,
            never,
            record,
            emergency,
            severe,
            background,
        })
    }

    fn branches(&mut self, list: &Given<Vec<Text>>, own: &Text) -> Vec<Id> {
        let mut branches: Vec<Id> = vec![];
        for branch in list.iter().flat_map(|list| &list.value) {
            let Some(id) = self.refer(branch, &[Kind::Scenario], "scenario") else { continue };
            if branch.value == own.value {
                let message = format!("`{}` leads to itself", own.value);
                self.add(Severity::Error, "HK0403", branch.at, message, "take it out of its own branches");
            } else if branches.contains(&id) {
                let message = format!("`{}` is listed twice", branch.value);
                self.add(Severity::Error, "HK0302", branch.at, message, "keep one of the two");
            } else {
                branches.push(id);
            }
        }
        if let Some(list) = list {
            self.short_list(branches.len(), list.at);
        }
        branches
    }

    fn room(&mut self, room: &Given<RoomSource>) -> Room {
        let Some(room) = room else { return Room::default() };
        let room = &room.value;
        let continues = self.choice(&room.framework, &form::FRAMEWORK);
        let hides_clock = self.choice(&room.clock, &form::CLOCK);
        let segments = self.choice(&room.wording, &form::WORDING);
        let mut budget = 1;
        if let Some(given) = &room.budget {
            match u8::try_from(given.value) {
                Ok(factor) if form::FACTORS.contains(&factor) => budget = factor,
                _ => {
                    let message = format!("a budget of {} is not possible", given.value);
                    self.add(Severity::Error, "HK0311", given.at, message, "give a factor from 1 to 4");
                }
            }
        }
        Room { pauses: !continues, hides_clock, budget, segments }
    }

    fn never(&mut self, never: &Located<NeverSource>) -> Option<Never> {
        let source = &never.value;
        let id = source.say.as_ref().map_or("", |say| say.value.as_str());
        let of = Of { kind: "warning", id, at: never.at };
        let say = self.need(&source.say, "say", of);
        let why = self.need(&source.why, "why", of);
        let instead = match &source.instead {
            Some(instead) => self.wording(instead),
            None => {
                self.missing("instead", of);
                None
            }
        };
        Some(Never { say: say?, why: why?, instead: instead? })
    }

    pub(super) fn texts(&mut self, list: &Given<Vec<Text>>) -> Vec<String> {
        list.iter().flat_map(|list| &list.value).filter_map(|text| self.text(text)).collect()
    }
}
