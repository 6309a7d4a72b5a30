//! What the system tells of changes in folders, and looking for oneself where it tells nothing.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, mpsc::Sender},
    time::Duration,
};

use notify::{
    Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher,
    event::{AccessKind, AccessMode},
};

use super::Wake;

/// How often a folder is looked at where nothing is told.
const LOOK: Duration = Duration::from_millis(500);

/// A folder that is watched.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Spot {
    path: PathBuf,
    /// With everything below it.
    deep: bool,
    /// Which folder this was: another may come to stand in its place.
    which: Option<u64>,
}

/// The watchers and what they watch.
pub struct Watch {
    told: Option<RecommendedWatcher>,
    looked: Option<PollWatcher>,
    spots: Vec<Spot>,
    /// The places as changes may name them.
    names: Arc<Mutex<Vec<PathBuf>>>,
    wake: Sender<Wake>,
}

impl Watch {
    /// Watches nothing yet.
    pub fn new(wake: Sender<Wake>) -> Watch {
        Watch { told: None, looked: None, spots: Vec::new(), names: Arc::default(), wake }
    }

    /// Watches these folders and files, there or not, from here on and nothing else.
    pub fn places(&mut self, places: &[PathBuf]) {
        let absolute = |place: &PathBuf| std::path::absolute(place).unwrap_or_else(|_| place.clone());
        let places: Vec<PathBuf> = places.iter().map(absolute).collect();
        let mut names = places.clone();
        names.extend(places.iter().filter_map(|place| place.canonicalize().ok()));
        *self.names.lock().unwrap_or_else(PoisonError::into_inner) = names;
        let mut wanted: Vec<Spot> = Vec::new();
        for spot in places.iter().filter_map(|place| spot(place)) {
            if !wanted.contains(&spot) {
                wanted.push(spot);
            }
        }
        for gone in self.spots.iter().filter(|spot| !wanted.contains(spot)) {
            // It may be gone from the disk and from the watcher already.
            let _ = self.told.as_mut().map(|told| told.unwatch(&gone.path));
            let _ = self.looked.as_mut().map(|looked| looked.unwatch(&gone.path));
        }
        let new: Vec<Spot> = wanted.iter().filter(|spot| !self.spots.contains(spot)).cloned().collect();
        self.spots = wanted;
        new.iter().for_each(|spot| self.add(spot));
    }

    fn add(&mut self, spot: &Spot) {
        let mode = if spot.deep { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
        let told = tells(&spot.path) && self.told().is_some_and(|told| told.watch(&spot.path, mode).is_ok());
        if !told {
            // Where even looking fails, the key that reads all playbooks again is left.
            let _ = self.looked().map(|looked| looked.watch(&spot.path, mode));
        }
    }

    fn told(&mut self) -> Option<&mut RecommendedWatcher> {
        if self.told.is_none() {
            self.told = RecommendedWatcher::new(self.hear(), Config::default()).ok();
        }
        self.told.as_mut()
    }

    fn looked(&mut self) -> Option<&mut PollWatcher> {
        if self.looked.is_none() {
            let config = Config::default().with_poll_interval(LOOK).with_follow_symlinks(false);
            self.looked = PollWatcher::new(self.hear(), config).ok();
        }
        self.looked.as_mut()
    }

    /// What a watcher calls: wakes the reader if a place may have changed.
    fn hear(&self) -> impl FnMut(notify::Result<Event>) + Send + use<> {
        let (names, wake) = (Arc::clone(&self.names), self.wake.clone());
        move |event: notify::Result<Event>| {
            let names = names.lock().unwrap_or_else(PoisonError::into_inner);
            if event.map_or(true, |event| concerns(&event, &names)) {
                // A reader that has ended needs no waking.
                let _ = wake.send(Wake::Changed);
            }
        }
    }
}

/// Whether something may have changed at one of these places. Reading, ours too, changes nothing.
fn concerns(event: &Event, names: &[PathBuf]) -> bool {
    let changes = match event.kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        _ => true,
    };
    let near = |path: &PathBuf| names.iter().any(|name| path.starts_with(name) || name.starts_with(path));
    changes && (event.need_rescan() || event.paths.is_empty() || event.paths.iter().any(near))
}

/// What to watch for a place: a folder with all in it; else the nearest folder above in which it may appear.
fn spot(place: &Path) -> Option<Spot> {
    let deep = place.is_dir();
    let path = if deep { place } else { place.ancestors().skip(1).find(|above| above.is_dir())? };
    Some(Spot { path: path.to_owned(), deep, which: which(path) })
}

#[cfg(unix)]
fn which(path: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;

    fs::metadata(path).ok().map(|folder| folder.ino())
}

#[cfg(not(unix))]
fn which(path: &Path) -> Option<u64> {
    fs::metadata(path).ok().map(|_| 0)
}

/// Whether the system tells of changes in this folder: not of those that another machine makes on a share.
#[cfg(target_os = "linux")]
fn tells(path: &Path) -> bool {
    rustix::fs::statfs(path).is_ok_and(|system| !SHARES.contains(&(system.f_type as u32)))
}

/// The file systems that are shares, by the numbers of linux/magic.h and of their own sources: NFS, SMB, CIFS, SMB2,
/// FUSE, 9P, Ceph, AFS, Coda, Lustre, VirtualBox's and VMware's shared folders.
#[cfg(target_os = "linux")]
const SHARES: [u32; 12] = [
    0x6969,
    0x517B,
    0xFF53_4D42,
    0xFE53_4D42,
    0x6573_5546,
    0x0102_1997,
    0x00C3_6400,
    0x5346_414F,
    0x7375_7245,
    0x0BD0_0BD0,
    0x786F_4256,
    0xBACB_ACBC,
];

#[cfg(not(target_os = "linux"))]
fn tells(_path: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests;
