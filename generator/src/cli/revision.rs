//! `REV:path` into a folder with the files of that revision, which is gone with its value.

use std::io::Write as _;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::diagnostic::Diagnostic;
use crate::pipeline::Source;
use crate::write::Problem;

/// Files of a git revision.
#[derive(Debug)]
pub(super) struct Checkout {
    /// Removed when it is dropped.
    _folder: TempDir,
    path: PathBuf,
    names: Names,
}

impl Checkout {
    /// The collection in a revision, with the settings beside it; nothing for a path of the disk.
    pub(super) fn of(given: &Path) -> Result<Option<Self>, Problem> {
        Self::seen_from(Path::new("."), given)
    }

    /// The same, where git runs in a folder.
    fn seen_from(here: &Path, given: &Path) -> Result<Option<Self>, Problem> {
        let text = given.to_string_lossy();
        let Some((revision, path)) = text.split_once(':').filter(|_| !given.exists()) else {
            return Ok(None);
        };
        if revision.is_empty() || path.is_empty() || revision.starts_with('-') {
            return Ok(None);
        }
        let folder = tempfile::tempdir()
            .map_err(|error| Problem::new(format!("no folder can be made for `{text}`: {error}")))?;
        let git = Git { here, index: folder.path().join("index") };
        let tree = format!("{revision}^{{tree}}");
        let tree = git.run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &tree], &[]).map_err(|_| {
            Problem::new(format!("git knows no revision `{revision}` here"))
                .help("write `REV:path` with a commit, a branch or a tag, in a git repository, or the path of a file")
        })?;
        let top = git.text(&["rev-parse", "--show-toplevel"])?;
        let top = ["-C", top.trim()];
        git.run(&[&top[..], &["read-tree", String::from_utf8_lossy(&tree).trim()]].concat(), &[])?;
        let path = path.trim_end_matches('/');
        let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
        let beside = [parent, "/"].concat();
        let all = git.run(&[&top[..], &["ls-files", "-z", "--full-name"]].concat(), &[])?;
        let is_wanted = |name: &&[u8]| {
            let name = String::from_utf8_lossy(name);
            let rest = name.strip_prefix(beside.trim_start_matches('/'));
            let is_settings =
                rest.is_some_and(|rest| !rest.contains('/') && rest.ends_with("postwright.toml"));
            name == path || name.starts_with(&format!("{path}/")) || is_settings
        };
        let mut names: Vec<u8> = Vec::new();
        for name in all.split(|byte| *byte == 0).filter(is_wanted) {
            names.extend_from_slice(name);
            names.push(0);
        }
        let prefix = format!("--prefix={}/files/", folder.path().display());
        git.run(&[&top[..], &["checkout-index", "--quiet", "-z", "--stdin", &prefix]].concat(), &names)?;
        let files = folder.path().join("files");
        let path_of_files = files.join(path);
        if !path_of_files.exists() {
            return Err(Problem::new(format!("`{path}` is not in the revision `{revision}`"))
                .help("write the path as seen from the top of the repository"));
        }
        let names = Names {
            folder: format!("{}{MAIN_SEPARATOR}", files.to_string_lossy()),
            revision: format!("{revision}:"),
        };
        Ok(Some(Self { path: path_of_files, names, _folder: folder }))
    }

    /// Where the collection was put.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// What its files are called.
    pub(super) fn names(&self) -> &Names {
        &self.names
    }
}

/// Names of a revision's files, for messages: nobody knows the folder where they were put, and soon it is gone.
#[derive(Clone, Debug)]
pub(super) struct Names {
    /// With the separator behind it.
    folder: String,
    /// `REV:`.
    revision: String,
}

impl Names {
    fn text(&self, text: &str) -> String {
        text.replace(&self.folder, &self.revision)
    }

    /// The source, and the files of a folder.
    pub(super) fn source(&self, source: &Source) -> Source {
        let mut source = source.clone();
        source.name = self.text(&source.name);
        for part in &mut source.files {
            part.source.name = self.text(&part.source.name);
        }
        source
    }

    pub(super) fn diagnostic(&self, diagnostic: &Diagnostic) -> Diagnostic {
        let mut diagnostic = diagnostic.clone();
        diagnostic.message = self.text(&diagnostic.message);
        diagnostic.help = diagnostic.help.map(|help| self.text(&help));
        diagnostic
    }
}

/// Runs git with an index of its own: that of the user is not touched.
struct Git<'a> {
    here: &'a Path,
    index: PathBuf,
}

impl Git<'_> {
    fn run(&self, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, Problem> {
        let failed = |what: &str| {
            Problem::new(format!(
                "git cannot {}: {what}",
                arguments.iter().find(|it| !it.starts_with('-')).unwrap_or(&"run")
            ))
            .help("`REV:path` needs git and a repository; give the paths of two files instead")
        };
        let mut command = Command::new("git");
        command.args(arguments).current_dir(self.here).env("GIT_INDEX_FILE", &self.index);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| failed(&error.to_string()))?;
        if let Some(mut stdin) = child.stdin.take() {
            // What git does not want to read it says by its status.
            let _ = stdin.write_all(input);
        }
        let output = child.wait_with_output().map_err(|error| failed(&error.to_string()))?;
        if output.status.success() {
            Ok(output.stdout)
        } else {
            Err(failed(String::from_utf8_lossy(&output.stderr).trim()))
        }
    }

    fn text(&self, arguments: &[&str]) -> Result<String, Problem> {
        self.run(arguments, &[]).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn git(here: &Path, arguments: &[&str]) {
        let own = ["-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false"];
        let mut command = Command::new("git");
        // A hook of git that runs these tests must not give them its own repository.
        for name in ["DIR", "WORK_TREE", "INDEX_FILE", "COMMON_DIR", "OBJECT_DIRECTORY", "PREFIX"] {
            command.env_remove(format!("GIT_{name}"));
        }
        let output = command.args(own).args(arguments).current_dir(here).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    #[test]
    fn a_revision_gives_the_collection_and_its_settings() {
        let repository = tempfile::tempdir().unwrap();
        let here = repository.path();
        std::fs::create_dir_all(here.join("api/v3/Users")).unwrap();
        for (name, text) in [
            ("api/shop.json", "{}"),
            ("api/postwright.toml", "# settings"),
            ("api/other.json", "{}"),
            ("api/v3/Users/Get.request.yaml", "method: GET"),
        ] {
            std::fs::write(here.join(name), text).unwrap();
        }
        git(here, &["init", "--quiet"]);
        git(here, &["add", "."]);
        git(here, &["commit", "--quiet", "--message", "one"]);
        std::fs::write(here.join("api/shop.json"), "{\"new\": 1}").unwrap();
        let of = |here: &Path, given: &str| Checkout::seen_from(here, Path::new(given));
        for from in [here, &here.join("api")] {
            let checkout = of(from, "HEAD:api/shop.json").unwrap().unwrap();
            assert_eq!(std::fs::read_to_string(checkout.path()).unwrap(), "{}");
            let beside = checkout.path().parent().unwrap();
            assert!(beside.join("postwright.toml").exists() && !beside.join("other.json").exists());
            let folder = of(from, "HEAD:api/v3/").unwrap().unwrap();
            assert!(folder.path().join("Users/Get.request.yaml").exists());
        }
        let message = |given: &str| of(here, given).unwrap_err().message;
        assert_eq!(message("nowhere:api/shop.json"), "git knows no revision `nowhere` here");
        assert_eq!(message("HEAD:api/none.json"), "`api/none.json` is not in the revision `HEAD`");
        assert!(of(here, "api/shop.json").unwrap().is_none());
        assert!(of(here, "--help:x").unwrap().is_none());
        let status = Command::new("git").args(["status", "--short"]).current_dir(here).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&status.stdout), " M api/shop.json\n");
    }
}
