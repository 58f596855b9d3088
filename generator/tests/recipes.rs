//! The recipes of the README into what they do in a small repository.
//!
//! On Unix only, because they are written for its shell.
#![cfg(all(unix, feature = "cli"))]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const COLLECTION: &str = "collections/shop.postman_collection.json";

/// The code of a recipe, by the file that it is for.
fn recipe(file: &str) -> String {
    let readme = fs::read_to_string("../README.md").expect("it can be read");
    let blocks = readme.split("\n```").skip(1).step_by(2);
    let mut blocks = blocks.filter_map(|block| block.split_once('\n').map(|(_, code)| code.to_owned()));
    let is_it = |code: &String| code.lines().take(2).any(|line| line.starts_with(&format!("# {file}")));
    blocks.find(is_it).unwrap_or_else(|| panic!("the README has nothing for {file}"))
}

/// The commands of a recipe in YAML.
fn commands(file: &str, key: &str) -> Vec<String> {
    let recipe = recipe(file);
    let lines = recipe.lines().filter_map(|line| line.trim_start_matches([' ', '-']).strip_prefix(key));
    lines.map(|line| line.trim().to_owned()).filter(|line| line.starts_with("postwright ")).collect()
}

struct Repository {
    folder: tempfile::TempDir,
}

impl Repository {
    /// A collection, its crate, and a branch `main` that has both.
    fn new() -> Self {
        let this = Self { folder: tempfile::tempdir().expect("a folder can be made") };
        fs::create_dir(this.path("collections")).expect("a folder can be made");
        let tides =
            fs::read_to_string("../collections/tides.v2.1.postman_collection.json").expect("it can be read");
        fs::write(this.path(COLLECTION), tides).expect("it can be written");
        this.done(&format!("postwright generate {COLLECTION} --crate sdk"));
        this.done("git init --quiet --initial-branch=main && git add . && git commit --quiet --message one");
        this.done("git update-ref refs/remotes/origin/main HEAD");
        this
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs a command as a shell does, with this build of the tool.
    fn run(&self, command: &str) -> Output {
        let binary = Path::new(env!("CARGO_BIN_EXE_postwright"))
            .parent()
            .expect("it lies in a folder")
            .display()
            .to_string();
        let path = std::env::var("PATH").unwrap_or_default();
        let mut shell = Command::new("sh");
        // A hook of git that runs these tests must not give them its own repository.
        for name in ["DIR", "WORK_TREE", "INDEX_FILE", "COMMON_DIR", "OBJECT_DIRECTORY", "PREFIX"] {
            shell.env_remove(format!("GIT_{name}"));
        }
        let run = shell
            .args(["-c", command])
            .current_dir(self.folder.path())
            .env("PATH", format!("{binary}:{path}"))
            .env("GITHUB_BASE_REF", "main")
            .env("GITHUB_STEP_SUMMARY", self.path("summary.md"))
            .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_NAME"), "x")))
            .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_EMAIL"), "x@example.com")))
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output();
        run.expect("the command can be run")
    }

    fn done(&self, command: &str) {
        let output = self.run(command);
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn status(&self, command: &str) -> Option<i32> {
        self.run(command).status.code()
    }

    /// Renames an operation, which breaks its callers.
    fn break_(&self) {
        let text = fs::read_to_string(self.path(COLLECTION)).expect("it can be read");
        fs::write(self.path(COLLECTION), text.replace("List harbours", "List ports"))
            .expect("it can be written");
    }
}

#[test]
fn the_workflow_fails_for_a_stale_sdk_and_for_a_broken_one() {
    let commands = commands(".github/workflows/sdk.yml", "run:");
    let [check, diff] = commands.as_slice() else { panic!("{commands:?}") };
    let repository = Repository::new();
    assert_eq!((repository.status(check), repository.status(diff)), (Some(0), Some(0)));
    repository.break_();
    assert_eq!((repository.status(check), repository.status(diff)), (Some(1), Some(1)));
    let summary = fs::read_to_string(repository.path("summary.md")).unwrap();
    assert!(summary.contains("list_ports"), "{summary}");
    repository.done(&format!("postwright generate {COLLECTION} --crate sdk"));
    assert_eq!((repository.status(check), repository.status(diff)), (Some(0), Some(1)));
}

#[test]
fn the_hook_keeps_a_stale_sdk_out() {
    let repository = Repository::new();
    let hook = repository.path(".githooks/pre-commit");
    fs::create_dir(repository.path(".githooks")).unwrap();
    fs::write(&hook, recipe(".githooks/pre-commit")).unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    let told = recipe(".githooks/pre-commit");
    let config = told.split('`').nth(1).unwrap();
    repository.done(config);
    repository.done("git add . && git commit --quiet --message hook");
    repository.break_();
    let stale = repository.run("git add . && git commit --message broken");
    assert!(!stale.status.success() && String::from_utf8_lossy(&stale.stderr).contains("files differ"));
    repository.done(&format!("postwright generate {COLLECTION} --crate sdk"));
    let output = repository.run("git add . && git commit --message mended");
    let said =
        [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
    assert!(output.status.success() && said.contains("major"), "{said}");
    // A collection that is new has nothing to be compared with.
    let first = repository.path("first");
    fs::create_dir(&first).unwrap();
    let run = format!(
        "cp -r collections sdk .githooks first/ && cd first && git init --quiet && {config} && git add . && git commit --quiet --message one"
    );
    repository.done(&run);
}

#[test]
fn the_hooks_of_pre_commit_do_the_same() {
    let commands = commands(".pre-commit-config.yaml", "entry:");
    let [check, diff] = commands.as_slice() else { panic!("{commands:?}") };
    let repository = Repository::new();
    assert_eq!((repository.status(check), repository.status(diff)), (Some(0), Some(0)));
    repository.break_();
    let output = repository.run(diff);
    assert_eq!((repository.status(check), output.status.code()), (Some(1), Some(0)));
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("major"));
}
