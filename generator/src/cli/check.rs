//! `postwright check`: from a collection and what is on disk to a diff between them.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use similar::TextDiff;

use super::console::{Console, Exit, Run, Stop};
use super::options::Common;
use super::target::{Plan, Target};
use crate::write::{self, Problem};

/// Tell whether the SDK on disk is what `generate` would write; print a diff and end with 1 if not
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    target: Target,
}

/// A diff need not be the smallest one.
const PATIENCE: Duration = Duration::from_secs(2);

pub(super) fn run(arguments: &Arguments, common: &Common, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let run = console.understand(&arguments.target.collection, common)?;
    finish(&arguments.target, run, common, console)
}

fn finish(target: &Target, mut run: Run, common: &Common, console: &mut Console<'_>) -> Result<Exit, Stop> {
    run.judge_errors(console)?;
    let since = target.since(&run, common, console)?;
    run.progress.stage("comparing");
    let plan = target.plan(&run, since.as_ref())?;
    run.progress.finish();
    run.judge(console)?;
    let mut diffs = Vec::new();
    match plan {
        Plan::Stdout(_) => {
            return Err(Problem::new("standard output has no earlier content to compare with")
                .help("give the file that `generate` wrote: --output FILE")
                .into());
        }
        Plan::File(path, text) => diffs.extend(diff(&path, Some(&text))?),
        Plan::Folder(folder, files, changelog) => {
            if write::is_interrupted(&folder) {
                console.message(&format!("{}: a run was interrupted; `generate` mends it", folder.display()));
            }
            let shared = write::merged(&folder, write::Kind::Crate, &changelog)?.map(|shared| shared.file);
            for file in shared.iter().chain(&files) {
                diffs.extend(diff(&folder.join(&file.path), Some(&file.text))?);
            }
            for path in write::stale(&folder, write::Kind::Crate, &files)? {
                diffs.extend(diff(&folder.join(path), None)?);
            }
        }
    }
    for text in &diffs {
        console.result(text)?;
    }
    if diffs.is_empty() {
        return Ok(Exit::Done);
    }
    let count =
        if diffs.len() == 1 { "1 file differs".to_owned() } else { format!("{} files differ", diffs.len()) };
    console.note(&format!(
        "{count} from what the collection says; `postwright generate` writes what is missing"
    ));
    Ok(Exit::No)
}

/// A unified diff from what is on disk to what should be there (`None`: nothing), if they differ.
fn diff(path: &Path, text: Option<&str>) -> Result<Option<String>, Problem> {
    let old = match fs::read(path) {
        Ok(old) => Some(String::from_utf8_lossy(&old).into_owned()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(Problem::new(format!("`{}` cannot be read: {error}", path.display()))),
    };
    let lines = |text: Option<&str>| text.map(|text| text.replace("\r\n", "\n"));
    let (old, new) = (lines(old.as_deref()), lines(text));
    if old == new {
        return Ok(None);
    }
    let name = path.display().to_string();
    let side = |text: &Option<String>| if text.is_some() { name.clone() } else { "/dev/null".to_owned() };
    let (from, to) = (side(&old), side(&new));
    let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(&old, &new);
    let text = diff.unified_diff().header(&from, &to).to_string();
    // An empty file differs from a missing one, but has no lines to show.
    Ok(Some(if text.is_empty() { format!("--- {from}\n+++ {to}\n") } else { text }))
}

#[cfg(test)]
mod tests {
    use super::super::console::tests::{printed, run};
    use super::super::target::tests::{crate_target, file_target};
    use super::*;

    fn check(target: &Target, exit: Exit) -> String {
        printed(&Common::default(), |console| {
            assert_eq!(finish(target, run(0), &Common::default(), console).unwrap(), exit);
        })
        .0
    }

    fn write(target: &Target) {
        match target.plan(&run(0), None).unwrap() {
            Plan::Stdout(_) => {}
            Plan::File(path, text) => drop(write::file(&path, &text).unwrap()),
            Plan::Folder(folder, files, changelog) => {
                write::folder(&folder, write::Kind::Crate, &files, Some(&changelog)).unwrap();
            }
        }
    }

    #[test]
    fn a_file_is_compared_but_for_its_line_endings() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sdk.rs");
        let target = file_target(&path);
        let diff = check(&target, Exit::No);
        assert!(diff.starts_with("--- /dev/null\n+++ ") && diff.contains("\n+// Generated"), "{diff}");
        write(&target);
        assert_eq!(check(&target, Exit::Done), "");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replace('\n', "\r\n")).unwrap();
        assert_eq!(check(&target, Exit::Done), "");
        fs::write(&path, text.replace("struct Client", "struct Old")).unwrap();
        let diff = check(&target, Exit::No);
        assert!(diff.contains("\n-pub struct Old {\n+pub struct Client {\n"), "{diff}");
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        printed(&Common::default(), |console| {
            assert!(finish(&target, run(0), &Common::default(), console).is_err());
        });
    }

    #[test]
    fn a_crate_is_compared_file_by_file() {
        let folder = tempfile::tempdir().unwrap();
        let target = crate_target(folder.path());
        assert_eq!(check(&target, Exit::No).matches("--- /dev/null").count(), 8);
        write(&target);
        assert_eq!(check(&target, Exit::Done), "");
        fs::write(folder.path().join("src/mine.rs"), "mine").unwrap();
        assert_eq!(check(&target, Exit::Done), "");
        fs::remove_file(folder.path().join("README.md")).unwrap();
        assert!(check(&target, Exit::No).contains("README.md"));
        let Plan::Folder(_, mut files, changelog) = target.plan(&run(0), None).unwrap() else {
            panic!("no folder")
        };
        files.push(write::File::own("src/old.rs", "old\n"));
        write::folder(folder.path(), write::Kind::Crate, &files, Some(&changelog)).unwrap();
        let diff = check(&target, Exit::No);
        assert!(diff.contains("+++ /dev/null") && diff.contains("\n-old\n"), "{diff}");
    }

    #[test]
    fn standard_output_cannot_be_checked() {
        printed(&Common::default(), |console| {
            let result = finish(&file_target("-".as_ref()), run(0), &Common::default(), console);
            assert!(matches!(result, Err(Stop::Problem(problem)) if problem.help.is_some()));
        });
    }
}
