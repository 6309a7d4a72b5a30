//! hearken in a terminal of its own: keys go in, an emulator shows what a person would see.
//!
//! Nothing here sleeps: every wait is for a condition, woken by output, with a deadline that fails the test.

use std::{
    io::{Read, Write},
    num::NonZeroU16,
    sync::{
        Arc, Condvar, Mutex,
        mpsc::{Receiver, channel},
    },
    thread,
    time::Duration,
};

use portable_pty::{ChildKiller, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

use crate::home::{HEARKEN, Home};

/// How long anything may take before the test fails.
const DEADLINE: Duration = Duration::from_secs(20);

struct Seen {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    /// Whether the reader is to end after the next output, so that nobody holds the terminal.
    enough: bool,
    ended: bool,
}

type Shared = Arc<(Mutex<Seen>, Condvar)>;

/// A program in a terminal.
pub struct Pty {
    seen: Shared,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Box<dyn Write + Send>,
    exit: Receiver<u32>,
    killer: Box<dyn ChildKiller + Send + Sync>,
    pid: Pid,
    _home: Home,
}

impl Pty {
    /// hearken with these arguments, at 80×24.
    pub fn hearken(home: &Home, arguments: &[&str]) -> Pty {
        Pty::start(home, HEARKEN, arguments, (80, 24), &[])
    }

    /// Any program, at any size, with more environment.
    pub fn start(home: &Home, program: &str, arguments: &[&str], size: (u16, u16), env: &[(&str, &str)]) -> Pty {
        let (columns, rows) = size;
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        for (name, value) in home.env() {
            command.env(name, value);
        }
        for (name, value) in env {
            command.env(name, value);
        }
        command.cwd(home.path());
        let mut child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let pid = child.process_id().and_then(|pid| Pid::from_raw(pid as i32)).expect("a process");
        let killer = child.clone_killer();
        let parser = vt100::Parser::new(cells(rows), cells(columns), 0);
        let seen: Shared =
            Arc::new((Mutex::new(Seen { parser, bytes: Vec::new(), enough: false, ended: false }), Condvar::new()));
        let reader = pair.master.try_clone_reader().expect("a reader");
        let shared = Arc::clone(&seen);
        thread::Builder::new().name("screen".into()).spawn(move || watch(reader, &shared)).expect("a thread");
        let (tell, exit) = channel();
        let wait = move || {
            // A test that has ended asks no more.
            let _ = tell.send(child.wait().map_or(u32::MAX, |status| status.exit_code()));
        };
        thread::Builder::new().name("exit".into()).spawn(wait).expect("a thread");
        let writer = pair.master.take_writer().expect("a writer");
        Pty { seen, master: Some(pair.master), writer, exit, killer, pid, _home: home.clone() }
    }

    /// Types; control bytes as they are.
    pub fn keys(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).and_then(|()| self.writer.flush()).expect("the terminal takes keys");
    }

    /// Presses a key again and again until the screen shows a text, as a person would whose key was swallowed.
    pub fn press_until(&mut self, key: &str, text: &str) {
        for _ in 0..100 {
            self.keys(key);
            if self.is_soon(Duration::from_millis(400), |seen| seen.parser.screen().contents().contains(text)) {
                return;
            }
        }
        panic!("pressed for {text}; the screen is\n{}", self.screen());
    }

    /// Takes the terminal away, as closing its window does. There has to be output soon, such as a clock.
    pub fn hang_up(&mut self) {
        self.seen.0.lock().expect("no panic while drawing").enough = true;
        self.wait_seen("the last output", |seen| seen.ended);
        // The reader is gone; the writer holds the other handle.
        self.writer = Box::new(std::io::sink());
        self.master = None;
    }

    /// Waits until the screen shows a text.
    pub fn wait_for(&self, text: &str) {
        self.wait_until(text, |screen| screen.contents().contains(text));
    }

    /// Waits until the screen is as wanted.
    pub fn wait_until(&self, what: &str, is: impl Fn(&vt100::Screen) -> bool) {
        self.wait_seen(what, |seen| is(seen.parser.screen()));
    }

    /// Waits until these bytes were written to the terminal.
    pub fn wait_bytes(&self, bytes: &[u8]) {
        let what = String::from_utf8_lossy(bytes).into_owned();
        self.wait_seen(&what, |seen| seen.bytes.windows(bytes.len()).any(|window| window == bytes));
    }

    fn wait_seen(&self, what: &str, is: impl Fn(&Seen) -> bool) {
        let met = self.is_soon(DEADLINE, is);
        assert!(met, "waited for {what}; the screen is\n{}", self.screen());
    }

    /// Whether something is seen before this long has passed, or the program has ended.
    fn is_soon(&self, patience: Duration, is: impl Fn(&Seen) -> bool) -> bool {
        let (lock, woken) = &*self.seen;
        let guard = lock.lock().expect("no panic while drawing");
        let unmet = |seen: &mut Seen| !is(seen) && !seen.ended;
        let (guard, _) = woken.wait_timeout_while(guard, patience, unmet).expect("no panic while drawing");
        is(&guard)
    }

    /// What is on the screen.
    pub fn screen(&self) -> String {
        self.seen.0.lock().expect("no panic while drawing").parser.screen().contents()
    }

    /// Another size.
    pub fn resize(&self, columns: u16, rows: u16) {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.seen.0.lock().expect("no panic while drawing").parser.screen_mut().set_size(cells(rows), cells(columns));
        self.master.as_ref().expect("the terminal is there").resize(size).expect("the terminal takes the size");
    }

    /// Sends a signal.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid, signal).expect("the program is there");
    }

    /// Waits for the end and gives the exit code.
    pub fn exit_code(&self) -> u32 {
        let Ok(code) = self.exit.recv_timeout(DEADLINE) else { panic!("it goes on; the screen is\n{}", self.screen()) };
        code
    }

    /// Waits for the end, and for a terminal that was given back whole.
    pub fn assert_left_clean(&self) -> u32 {
        let code = self.exit_code();
        self.wait_seen("the last output", |seen| seen.ended);
        let seen = self.seen.0.lock().expect("no panic while drawing");
        let screen = seen.parser.screen();
        assert!(!screen.alternate_screen(), "the alternate screen was left");
        assert!(!screen.bracketed_paste(), "pastes come as they are");
        assert!(!screen.hide_cursor(), "the cursor is seen");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse is the terminal's");
        code
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // It has ended already where the test went well.
        let _ = self.killer.kill();
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("a terminal has cells")
}

fn watch(mut reader: Box<dyn Read + Send>, shared: &Shared) {
    let (lock, woken) = &**shared;
    let mut buffer = [0; 65_536];
    let mut more = true;
    while more {
        let read = reader.read(&mut buffer).unwrap_or(0);
        let mut seen = lock.lock().expect("no panic while drawing");
        seen.parser.process(&buffer[..read]);
        seen.bytes.extend_from_slice(&buffer[..read]);
        more = read > 0 && !seen.enough;
        woken.notify_all();
    }
    drop(reader);
    lock.lock().expect("no panic while drawing").ended = true;
    woken.notify_all();
}
