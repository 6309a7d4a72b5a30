//! Saying a caller's line aloud through the speech program of the system, where there is one.
//!
//! One line at a time: a new one cuts the old one off. The words go to the program as data, never through a shell.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, Sender, channel},
    thread,
};

/// A speech program, and how it is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// Speech Dispatcher's.
    SpdSay,
    /// eSpeak NG.
    EspeakNg,
    /// That of macOS.
    Say,
    /// That of Windows, through PowerShell.
    Windows,
}

/// The programs in the order they are looked for, by the name of their file.
const PROGRAMS: [(Program, &str); 4] = [
    (Program::SpdSay, "spd-say"),
    (Program::EspeakNg, "espeak-ng"),
    (Program::Say, "say"),
    (Program::Windows, "powershell.exe"),
];

/// What to do where there is none.
pub const HINT: &str = "no speech program is here; espeak-ng or speech-dispatcher would do";

/// Words a minute at mood 0, and how many more at each point: upset people speak faster.
const RATE: (u32, u32) = (150, 6);

/// The speech program of this machine: the first that lies in one of these folders.
pub fn find(folders: impl Iterator<Item = PathBuf> + Clone) -> Option<(Program, PathBuf)> {
    PROGRAMS.iter().find_map(|(program, name)| {
        let file = folders.clone().map(|folder| folder.join(name)).find(|file| file.is_file())?;
        Some((*program, file))
    })
}

/// The command that says a line in a mood from 0 to 10; into a sound file, where the program can. The line is written to
/// its input.
pub fn command((program, file): &(Program, PathBuf), mood: u8, into: Option<&Path>) -> Command {
    let mood = u32::from(mood.min(10));
    let rate = RATE.0 + RATE.1 * mood;
    let mut command = Command::new(file);
    match program {
        // From -100 to 100; 0 is what the user has set.
        Program::SpdSay => {
            command.args(["--wait", "--pipe-mode", "-r", &(3 * mood).to_string()]).args(["-p", &mood.to_string()])
        }
        Program::EspeakNg => {
            let pitch = 45 + 2 * mood;
            command.args(["--stdin", "-s", &rate.to_string(), "-p", &pitch.to_string()]);
            if let Some(into) = into {
                command.arg("-w").arg(into);
            }
            &mut command
        }
        Program::Say => command.args(["-r", &rate.to_string(), "-f", "-"]),
        Program::Windows => {
            let script = format!(
                "Add-Type -AssemblyName System.Speech; $s = New-Object System.Speech.Synthesis.SpeechSynthesizer; \
                 $s.Rate = {}; $s.Speak([Console]::In.ReadToEnd())",
                mood / 3
            );
            command.args(["-NoProfile", "-Command", &script])
        }
    };
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Begins to say a line.
///
/// # Errors
/// Where the program cannot be started or does not take the words.
pub fn say(mut command: Command, line: &str) -> std::io::Result<Child> {
    let mut child = command.spawn()?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(line.as_bytes())?;
        input.write_all(b"\n")?;
    }
    Ok(child)
}

/// The voice of the caller: a thread of its own.
#[derive(Debug)]
pub struct Voice(Option<Sender<(String, u8)>>);

impl Voice {
    /// A voice; silent where there is no program for it.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(folders: impl Iterator<Item = PathBuf> + Clone) -> std::io::Result<Voice> {
        let Some(program) = find(folders) else { return Ok(Voice(None)) };
        let (to, lines) = channel();
        thread::Builder::new().name("voice".into()).spawn(move || speak(&program, &lines))?;
        Ok(Voice(Some(to)))
    }

    /// Says a line; whether there is anything to say it with.
    pub fn say(&self, line: String, mood: u8) -> bool {
        self.0.as_ref().is_some_and(|to| to.send((line, mood)).is_ok())
    }
}

fn speak(program: &(Program, PathBuf), lines: &Receiver<(String, u8)>) {
    let mut speaking: Option<Child> = None;
    for (line, mood) in lines {
        if let Some(mut before) = speaking.take() {
            // One that has finished needs no end.
            let _ = before.kill();
            let _ = before.wait();
        }
        speaking = say(command(program, mood, None), &line).ok();
    }
    if let Some(mut last) = speaking {
        let _ = last.kill();
        let _ = last.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_program_that_is_there_speaks() {
        let dir = tempfile::tempdir().expect("a folder");
        let folders = || [dir.path().join("nothing"), dir.path().to_path_buf()].into_iter();
        assert_eq!(find(folders()), None);
        std::fs::write(dir.path().join("espeak-ng"), "").expect("written");
        assert_eq!(find(folders()), Some((Program::EspeakNg, dir.path().join("espeak-ng"))));
        std::fs::write(dir.path().join("spd-say"), "").expect("written");
        assert_eq!(find(folders()).map(|found| found.0), Some(Program::SpdSay));
    }

    #[test]
    fn words_are_no_arguments() {
        for program in [Program::SpdSay, Program::EspeakNg, Program::Say, Program::Windows] {
            let command = command(&(program, PathBuf::from("speak")), 9, None);
            assert!(command.get_args().all(|arg| !arg.to_string_lossy().contains("rm -rf")), "{program:?}");
        }
    }

    #[test]
    #[ignore = "needs espeak-ng; .ci/run installs it"]
    fn a_real_program_speaks_into_a_file_and_faster_when_upset() {
        let folders = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect::<Vec<_>>();
        let file = folders.iter().map(|folder| folder.join("espeak-ng")).find(|file| file.is_file());
        let program = (Program::EspeakNg, file.expect("espeak-ng is installed"));
        let dir = tempfile::tempdir().expect("a folder");
        let sound = |mood: u8| {
            let into = dir.path().join(format!("{mood}.wav"));
            let line = "-w nothing; \"$(echo)\" Her birthday was Saturday. I've called three times.";
            let mut child = say(command(&program, mood, Some(&into)), line).expect("it starts");
            assert!(child.wait().expect("it ends").success());
            std::fs::read(into).expect("a sound file")
        };
        let (calm, upset) = (sound(1), sound(9));
        assert_eq!(&calm[..4], b"RIFF");
        assert!(calm.len() > 40_000, "{} bytes of sound", calm.len());
        assert!(upset.len() < calm.len(), "{} against {} bytes", upset.len(), calm.len());
    }
}
