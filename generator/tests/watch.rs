//! `postwright watch` as a process: what it says and writes while its files change.
#![cfg(feature = "cli")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

/// Far more than it takes, on a machine that does other things too.
const PATIENCE: Duration = Duration::from_mins(1);

struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_postwright"))
            .arg("watch")
            .args(arguments)
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .env("NO_COLOR", "1")
            .spawn()
            .expect("the command can be run");
        let said = BufReader::new(child.stderr.take().expect("it has standard error"));
        let (sender, lines) = mpsc::channel();
        std::thread::spawn(move || said.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Self { child, lines }
    }

    /// Waits until it says this; what it said before.
    fn until(&self, text: &str) -> Vec<String> {
        let mut before = Vec::new();
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) if line.contains(text) => return before,
                Ok(line) => before.push(line),
                Err(error) => panic!("no `{text}` ({error}), but: {before:#?}"),
            }
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn tides() -> String {
    fs::read_to_string("../collections/tides.v2.1.postman_collection.json").expect("it can be read")
}

#[test]
fn the_sdk_follows_every_file_that_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    fs::write(file("tides.json"), tides()).unwrap();
    fs::write(
        file("environment.json"),
        r#"{"name": "x", "values": [{"key": "tideUrl", "value": "https://one.example"}]}"#,
    )
    .unwrap();
    let sdk = || fs::read_to_string(file("sdk.rs")).unwrap();
    let mut watch = Watch::start(
        folder.path(),
        &["tides.json", "--output", "sdk.rs", "--environment", "environment.json"],
    );
    watch.until("sdk.rs: written");
    assert!(sdk().contains("https://one.example"));

    fs::write(file("tides.json"), tides().replace("List harbours", "List ports")).unwrap();
    watch.until("tides.json changed");
    watch.until("sdk.rs: written");
    assert!(sdk().contains("fn list_ports"));

    // A save that changes nothing.
    fs::write(file("tides.json"), tides().replace("List harbours", "List ports") + "\n").unwrap();
    watch.until("tides.json changed");
    assert!(watch.until("sdk.rs: up to date").is_empty());

    // Half a file, and the whole one.
    fs::write(file("tides.json"), "{\"info\": ").unwrap();
    watch.until("tides.json changed");
    watch.until("--> tides.json:1");
    assert!(sdk().contains("fn list_ports"));
    fs::write(file("tides.json"), tides()).unwrap();
    watch.until("sdk.rs: written");
    assert!(sdk().contains("fn list_harbours"));

    fs::write(
        file("environment.json"),
        r#"{"name": "x", "values": [{"key": "tideUrl", "value": "https://two.example"}]}"#,
    )
    .unwrap();
    watch.until("environment.json changed");
    watch.until("sdk.rs: written");
    assert!(sdk().contains("https://two.example"));

    // Settings that come, by another way than writing to the file.
    fs::write(file("new.toml"), "[operations.\"Harbours/List harbours\"]\nrename = \"all\"\n").unwrap();
    fs::rename(file("new.toml"), file("postwright.toml")).unwrap();
    watch.until("postwright.toml changed");
    watch.until("sdk.rs: written");
    assert!(sdk().contains("fn all"));
    fs::write(file("postwright.toml"), "[nonsense]\n").unwrap();
    watch.until("nonsense");
    fs::remove_file(file("postwright.toml")).unwrap();
    watch.until("sdk.rs: written");
    assert!(sdk().contains("fn list_harbours"));
    end(&mut watch);
}

/// Ctrl-C, where a test can press it.
fn end(watch: &mut Watch) {
    if cfg!(unix) {
        let done = Command::new("sh")
            .args(["-c", "kill -INT \"$0\"", &watch.child.id().to_string()])
            .status()
            .expect("the command can be run");
        assert!(done.success());
        assert_eq!(watch.child.wait().expect("it can be waited for").code(), Some(0));
    }
}

#[test]
fn a_crate_follows_a_folder_of_files() {
    let folder = tempfile::tempdir().unwrap();
    let users = folder.path().join("shop/Users");
    fs::create_dir_all(&users).unwrap();
    let request = |name: &str, method: &str| {
        let text = format!(
            "$kind: http-request\nname: {name}\nurl: 'https://shop.example/users'\nmethod: {method}\norder: 1000\n"
        );
        fs::write(users.join(format!("{name}.request.yaml")), text).unwrap();
    };
    request("List", "GET");
    let watch = Watch::start(folder.path(), &["shop", "--crate", "sdk", "--quiet"]);
    let code = || fs::read_to_string(folder.path().join("sdk/src/lib.rs")).unwrap_or_default();
    let wait = |text: &str, is_there: bool| {
        let mut tries = (0..600).map(|_| std::thread::sleep(Duration::from_millis(100)));
        assert!(
            tries.any(|()| !code().is_empty() && code().contains(text) == is_there),
            "{text}: {is_there}"
        );
    };
    wait("fn list", true);
    request("Add", "POST");
    wait("fn post_add", true);
    fs::remove_file(users.join("List.request.yaml")).unwrap();
    wait("fn list", false);
    assert!(watch.lines.try_recv().is_err(), "it is quiet");
}
