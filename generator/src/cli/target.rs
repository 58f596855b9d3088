//! From `--output` and `--crate` to the texts that go to disk.

use std::path::{Component, Path, PathBuf};

use clap::Args;

use super::console::{Console, Run, Stop};
use super::diff;
use super::options::Common;
use crate::package;
use crate::pipeline::{self, Understood};
use crate::write::{File, Problem};

/// What is written, and where.
#[derive(Clone, Debug, Args)]
pub(super) struct Target {
    /// The collection: a JSON file that Postman exported
    #[arg(value_name = "COLLECTION")]
    pub(super) collection: PathBuf,
    /// Write one module to this file; `-` is standard output
    #[arg(long, short, value_name = "FILE", required_unless_present = "folder", conflicts_with_all = ["folder", "name", "runtime_path"])]
    output: Option<PathBuf>,
    /// Write a complete crate into this folder
    #[arg(long = "crate", value_name = "DIR")]
    folder: Option<PathBuf>,
    /// The name of the crate [default: the folder's]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Let the crate depend on the runtime in this folder, not on the published one
    #[arg(long, value_name = "DIR")]
    runtime_path: Option<PathBuf>,
    /// The collection as it was at the crate's last version, a file, a folder, or either of them in a git revision,
    /// `REV:path`: what changed since then becomes an entry of the crate's CHANGELOG.md
    #[arg(long, value_name = "OLD", requires = "folder")]
    since: Option<PathBuf>,
}

/// Texts and where they go.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Plan {
    Stdout(String),
    File(PathBuf, String),
    Folder(PathBuf, Vec<File>, package::Changelog),
}

impl Target {
    /// Whether the module goes to standard output.
    pub(super) fn is_stdout(&self) -> bool {
        self.folder.is_none() && self.output.as_ref().is_none_or(|output| output.as_os_str() == "-")
    }

    /// What changed since the state that the user names.
    pub(super) fn since(
        &self,
        run: &Run,
        common: &Common,
        console: &mut Console<'_>,
    ) -> Result<Option<package::Since>, Stop> {
        let Some(since) = &self.since else { return Ok(None) };
        let old = diff::earlier(since, common, console)?;
        Ok(Some(pipeline::since((&old.input, &old.understood), (&run.input, &run.understood))?))
    }

    /// Decides everything that is written, and writes nothing.
    pub(super) fn plan(&self, run: &Run, since: Option<&package::Since>) -> Result<Plan, Problem> {
        let file_name = run.input.source.file_name();
        // What is wrong with the arguments shall be said before the long work.
        let crate_ = self.folder.as_ref().map(|folder| self.crate_of(folder, run)).transpose()?;
        let module = pipeline::module(&run.understood, file_name)?;
        match (crate_, &self.output) {
            (Some((folder, name, runtime_path)), _) => {
                let files = package::files(&package::Input {
                    api: &run.understood.api,
                    client: &run.understood.client,
                    manifest: &pipeline::manifest(&run.understood),
                    module: &module,
                    file_name,
                    name: &name,
                    runtime_path: runtime_path.as_deref(),
                });
                let Understood { api, client, .. } = &run.understood;
                Ok(Plan::Folder(folder, files, package::changelog(api, client, since.cloned())))
            }
            (None, Some(output)) if output.as_os_str() != "-" => Ok(Plan::File(output.clone(), module)),
            (None, Some(_) | None) => Ok(Plan::Stdout(module)),
        }
    }

    fn crate_of(
        &self,
        folder: &Path,
        run: &Run,
    ) -> Result<(PathBuf, package::CrateName, Option<PathBuf>), Problem> {
        if folder.is_file() {
            return Err(Problem::new(format!("`{}` is a file, a folder was expected", folder.display()))
                .help("give a folder to `--crate`, or write one module with `--output`"));
        }
        let full = full(folder);
        let name = if let Some(name) = &self.name {
            package::given(name)?
        } else {
            let folder = full.file_name().unwrap_or_default().to_string_lossy();
            package::derived(&[&folder, &run.understood.api.name])
        };
        let runtime_path = self.runtime_path.as_deref().map(|path| runtime_path(path, &full)).transpose()?;
        Ok((folder.to_path_buf(), name, runtime_path))
    }
}

/// The runtime's folder as the crate's `Cargo.toml` names it: an absolute path stays, any other one is made
/// relative to the crate.
fn runtime_path(path: &Path, folder: &Path) -> Result<PathBuf, Problem> {
    if !path.join("Cargo.toml").is_file() {
        return Err(Problem::new(format!("`{}` holds no crate: it has no Cargo.toml", path.display()))
            .help("give the folder of `postwright-runtime` to `--runtime-path`"));
    }
    if path.is_absolute() {
        return Ok(path.to_path_buf());
    }
    Ok(relative(folder, &full(path)))
}

/// The absolute path, without links as far as it exists and without `.` and `..`.
fn full(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut full = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                full.pop();
            }
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => {
                full.push(part);
                full = full.canonicalize().unwrap_or(full);
            }
        }
    }
    full
}

/// The way from one folder to another; both are absolute.
fn relative(from: &Path, to: &Path) -> PathBuf {
    let common = from.components().zip(to.components()).take_while(|(one, other)| one == other).count();
    if common == 0 {
        return to.to_path_buf();
    }
    let up = from.components().skip(common).map(|_| Component::ParentDir);
    let way: PathBuf = up.chain(to.components().skip(common)).collect();
    if way.as_os_str().is_empty() { PathBuf::from(".") } else { way }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::console::tests::run;
    use super::*;

    /// The target of a crate.
    pub(in crate::cli) fn crate_target(folder: &Path) -> Target {
        Target {
            collection: PathBuf::from("shop.json"),
            output: None,
            folder: Some(folder.to_path_buf()),
            name: None,
            runtime_path: None,
            since: None,
        }
    }

    /// The target of a file.
    pub(in crate::cli) fn file_target(file: &Path) -> Target {
        Target { output: Some(file.to_path_buf()), folder: None, ..crate_target(file) }
    }

    #[test]
    fn a_file_and_standard_output() {
        let Plan::File(path, text) = file_target(Path::new("a/sdk.rs")).plan(&run(0), None).unwrap() else {
            panic!("no file");
        };
        assert_eq!(path, Path::new("a/sdk.rs"));
        assert!(text.contains("shop.json") && !text.contains("in/shop.json"), "{text}");
        assert_eq!(file_target(Path::new("-")).plan(&run(0), None), Ok(Plan::Stdout(text)));
    }

    #[test]
    fn a_crate_has_the_name_of_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        let plan = |target: &Target| match target.plan(&run(0), None) {
            Ok(Plan::Folder(_, files, _)) => Ok(files),
            Ok(Plan::Stdout(_) | Plan::File(..)) => panic!("no folder"),
            Err(problem) => Err(problem.message),
        };
        let mut target = crate_target(&folder.path().join("My SDK"));
        let files = plan(&target).unwrap();
        let paths: Vec<_> = files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                ".gitignore",
                "Cargo.toml",
                "README.md",
                "examples/replay.rs",
                "rustfmt.toml",
                "src/lib.rs",
                "tests/examples.rs"
            ]
        );
        assert!(files[1].text.contains("name = \"my-sdk\""));
        assert!(files[1].text.contains("version = \""));
        target.name = Some("other".to_owned());
        assert!(plan(&target).unwrap()[1].text.contains("name = \"other\""));
        target.name = Some("a b".to_owned());
        assert!(plan(&target).unwrap_err().contains("`a b` cannot be the name"));
        target.name = None;
        target.runtime_path = Some(folder.path().join("none"));
        assert!(plan(&target).unwrap_err().contains("no Cargo.toml"));
        std::fs::write(folder.path().join("Cargo.toml"), "").unwrap();
        target.runtime_path = Some(folder.path().to_path_buf());
        assert!(plan(&target).unwrap()[1].text.contains("path = \"/"));
        target.folder = Some(folder.path().join("Cargo.toml"));
        assert!(plan(&target).unwrap_err().contains("is a file"));
    }

    #[test]
    fn finds_the_way_between_folders() {
        let way = |from: &str, to: &str| relative(Path::new(from), Path::new(to)).display().to_string();
        assert_eq!(way("/a/b", "/a/runtime"), "../runtime");
        assert_eq!(way("/a/b/c", "/a"), "../..");
        assert_eq!(way("/a", "/a/b"), "b");
        assert_eq!(way("/a", "/a"), ".");
        assert_eq!(full(Path::new("/x-none/./y/../z")), Path::new("/x-none/z"));
    }
}
