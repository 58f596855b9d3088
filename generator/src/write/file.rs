//! From a text to one file: the old content or the new one is on disk, never a part of either.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Problem;

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Written,
    /// It held the same text, and was not touched.
    Unchanged,
}

/// How many letters and digits `tempfile` makes up for a name.
const RANDOM: usize = 6;
/// How often another run may take a new file for a remainder.
const MAX_TRIES: usize = 8;
/// Links that may stand between a path and its file.
const MAX_LINKS: usize = 40;

/// Makes `text` the content of the file at `path`. Links are followed, permissions are kept.
///
/// # Errors
///
/// When the folder does not exist or something cannot be written; the file is then as it was.
pub(crate) fn file(path: &Path, text: &str) -> Result<Outcome, Problem> {
    let path = &target(path)?;
    let permissions = match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => {
            return Err(Problem::new(format!("`{}` is a folder, a file was expected", path.display()))
                .help("give the path of a file, or write a whole crate with `--crate`"));
        }
        // A device or a pipe has no content that could be replaced.
        Ok(metadata) if !metadata.is_file() => return stream(path, text),
        Ok(metadata) => Some(metadata.permissions()),
        Err(_) => None,
    };
    tidy(parent(path), &prefix(path));
    if permissions.is_some() && fs::read(path).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(Outcome::Unchanged);
    }
    let folder = parent(path);
    if !folder.is_dir() {
        return Err(Problem::new(format!("the folder `{}` does not exist", folder.display()))
            .help(format!("create it first: mkdir -p '{}'", folder.display())));
    }
    replace(path, folder, text, permissions).map_err(|error| Problem::io("written", path, &error))?;
    Ok(Outcome::Written)
}

/// The file that a path leads to; it need not exist.
fn target(path: &Path) -> Result<PathBuf, Problem> {
    let mut path = path.to_path_buf();
    for _ in 0..MAX_LINKS {
        match fs::read_link(&path) {
            // A relative link starts where it lies; an absolute one replaces the whole path.
            Ok(link) => path = parent(&path).join(link),
            Err(_) => return Ok(path),
        }
    }
    Err(Problem::new(format!("`{}` is a link that leads to itself", path.display())).help("remove the link"))
}

/// The folder in which a file lies.
fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => Path::new("/"),
    }
}

fn stream(path: &Path, text: &str) -> Result<Outcome, Problem> {
    let written =
        fs::OpenOptions::new().write(true).open(path).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| Problem::io("written", path, &error))?;
    Ok(Outcome::Written)
}

fn replace(path: &Path, folder: &Path, text: &str, old: Option<fs::Permissions>) -> io::Result<()> {
    let prefix = prefix(path);
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).rand_bytes(RANDOM);
    #[cfg(unix)]
    {
        // What `File::create` asks for; the system takes the umask off.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut new = locked(&builder, folder)?;
    new.write_all(text.as_bytes())?;
    if let Some(permissions) = old {
        new.as_file().set_permissions(permissions)?;
    }
    new.as_file().sync_all()?;
    new.persist(path).map_err(|error| error.error)?;
    sync(folder);
    Ok(())
}

/// A new file that no other run takes for a remainder.
fn locked(builder: &tempfile::Builder<'_, '_>, folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    for _ in 0..MAX_TRIES {
        let new = builder.tempfile_in(folder)?;
        match new.as_file().try_lock() {
            // Another run has seen it before it was locked.
            Err(fs::TryLockError::WouldBlock) => {}
            Ok(()) if !new.path().exists() => {}
            // Where files cannot be locked, nobody takes this one for a remainder either.
            Ok(()) | Err(fs::TryLockError::Error(_)) => return Ok(new),
        }
    }
    builder.tempfile_in(folder)
}

/// What the name of a file begins with before it takes the place of the one at `path`.
fn prefix(path: &Path) -> String {
    // A name has a greatest length.
    let name: String = path.file_name().unwrap_or_default().to_string_lossy().chars().take(40).collect();
    format!(".postwright-{name}-")
}

/// Removes what killed runs left of such files. One that is locked belongs to a run that lives.
fn tidy(folder: &Path, prefix: &str) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if !is_file || !is_remainder(&entry.file_name().to_string_lossy(), prefix) {
            continue;
        }
        let Ok(file) = fs::File::open(entry.path()) else { continue };
        if file.try_lock().is_ok() {
            let _ = fs::remove_file(entry.path());
        }
        // The lock ends behind the file: who has just made it sees that it is gone.
        drop(file);
    }
}

/// Whether a name is one that was made up for the file with this prefix.
fn is_remainder(name: &str, prefix: &str) -> bool {
    let random = name.strip_prefix(prefix);
    random.is_some_and(|it| it.len() == RANDOM && it.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Makes the names in a folder outlast a power failure, where the system can; nothing depends on it otherwise.
pub(super) fn sync(folder: &Path) {
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    #[test]
    fn writes_a_new_file_and_leaves_nothing_else() {
        let folder = folder();
        let path = folder.path().join("sdk.rs");
        assert_eq!(file(&path, "a\n"), Ok(Outcome::Written));
        assert_eq!(fs::read_to_string(&path).unwrap(), "a\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn removes_what_a_killed_run_left_but_nothing_of_one_that_lives() {
        let folder = folder();
        let [dead, living, other, own] = [
            ".postwright-sdk.rs-aB3dE6",
            ".postwright-sdk.rs-bbbbbb",
            ".postwright-other.rs-cccccc",
            ".postwright-sdk.rs-notes",
        ]
        .map(|it| folder.path().join(it));
        for path in [&dead, &living, &other, &own] {
            fs::write(path, "half").unwrap();
        }
        let lock = fs::File::open(&living).unwrap();
        lock.try_lock().unwrap();
        file(&folder.path().join("sdk.rs"), "x").unwrap();
        assert_eq!([dead, living, other, own].map(|path| path.exists()), [false, true, true, true]);
    }

    #[test]
    fn leaves_an_equal_file_alone() {
        let folder = folder();
        let path = folder.path().join("sdk.rs");
        fs::write(&path, "a\n").unwrap();
        let old = fs::File::options().write(true).open(&path).unwrap();
        let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000);
        old.set_modified(long_ago).unwrap();
        assert_eq!(file(&path, "a\n"), Ok(Outcome::Unchanged));
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), long_ago);
        assert_eq!(file(&path, "b\n"), Ok(Outcome::Written));
    }

    #[test]
    fn says_which_folder_is_missing() {
        let folder = folder();
        let problem = file(&folder.path().join("none/sdk.rs"), "a").unwrap_err();
        assert!(problem.message.contains("none` does not exist"), "{problem}");
        assert!(problem.help.unwrap().contains("mkdir"));
        let problem = file(folder.path(), "a").unwrap_err();
        assert!(problem.message.contains("is a folder"), "{problem}");
    }

    #[cfg(unix)]
    #[test]
    fn keeps_permissions_and_follows_links() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = folder();
        let path = folder.path().join("real.rs");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let link = folder.path().join("link.rs");
        symlink("real.rs", &link).unwrap();
        assert_eq!(file(&link, "new"), Ok(Outcome::Written));
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);

        let dangling = folder.path().join("dangling.rs");
        symlink("born.rs", &dangling).unwrap();
        assert_eq!(file(&dangling, "x"), Ok(Outcome::Written));
        assert_eq!(fs::read_to_string(folder.path().join("born.rs")).unwrap(), "x");

        let circle = folder.path().join("circle.rs");
        symlink("circle.rs", &circle).unwrap();
        assert!(file(&circle, "x").unwrap_err().message.contains("leads to itself"));
        assert_eq!(file(Path::new("/dev/null"), "x"), Ok(Outcome::Written));
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_is_as_readable_as_any_other() {
        use std::os::unix::fs::PermissionsExt;
        let folder = folder();
        let (own, plain) = (folder.path().join("own"), folder.path().join("plain"));
        file(&own, "x").unwrap();
        fs::write(&plain, "x").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&own), mode(&plain));
    }
}
