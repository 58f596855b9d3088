//! Every case and every collection into a Rust module in `OUT_DIR`, and two lists that include them all: one
//! as a library has them, public, and one as a binary has them, private and unused.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[expect(unreachable_pub, reason = "the library shares this file, and there it is public")]
#[path = "support/inputs.rs"]
mod inputs;

/// What the modules are held to: no warning of rustc or of clippy as it comes, and documentation of everything.
/// The stricter lints of this workspace are for code that people write.
const LINTS: &str = "#[deny(warnings, missing_docs)]\n#[allow(\n    unreachable_pub,\n    clippy::pedantic,\n    clippy::allow_attributes,\n    \
     clippy::module_inception,\n    clippy::iter_over_hash_type,\n    clippy::unwrap_used,\n    clippy::wildcard_enum_match_arm\n)]\n";

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is set by cargo")?);
    for folder in inputs::FOLDERS {
        println!("cargo::rerun-if-changed={folder}");
    }
    let mut public = String::new();
    let mut private = String::new();
    let mut snippets = String::new();
    let mut refused = String::new();
    for input in inputs::readable()? {
        match postwright::Generator::new().generate(&input.path) {
            Ok(generated) => {
                let file = format!("{}.rs", input.module);
                write_if_changed(&out.join(&file), &generated.module)?;
                let include = format!("    include!(concat!(env!(\"OUT_DIR\"), \"/{file}\"));\n}}\n");
                write!(
                    public,
                    "/// `{}`.\n{LINTS}pub mod {} {{\n{include}",
                    input.path.display(),
                    input.module
                )?;
                write!(private, "{LINTS}mod {} {{\n{include}", input.module)?;
                snippets.push_str(&programs(&input.module, &generated)?);
            }
            Err(error) => writeln!(refused, "{}:\n{error}", input.path.display())?,
        }
    }
    if !refused.is_empty() {
        return Err(format!("these inputs should have been read:\n{refused}").into());
    }
    vectors(&out)?;
    write_if_changed(&out.join("public.rs"), &public)?;
    write_if_changed(&out.join("private.rs"), &private)?;
    write_if_changed(&out.join("snippets.rs"), &snippets)?;
    Ok(())
}

/// What the documentation's programs are held to: they print, show one answer of several, may call what is deprecated, and
/// have an edition without chains of `let`.
const SHOWN: &str = "#[deny(warnings)]\n#[allow(\n    dead_code,\n    deprecated,\n    clippy::pedantic,\n    \
     clippy::allow_attributes,\n    clippy::approx_constant,\n    clippy::print_stdout,\n    clippy::print_stderr,\n    \
     clippy::iter_over_hash_type,\n    clippy::wildcard_enum_match_arm,\n    clippy::collapsible_if\n)]\n";

/// The programs that documentation shows of an SDK, each in a module of its own.
fn programs(module: &str, generated: &postwright::Generated) -> Result<String, std::fmt::Error> {
    let mut text = format!("{SHOWN}mod {module} {{\n");
    for (number, [function, program, ..]) in generated.snippets(module).iter().enumerate() {
        let program = program.replace("#[tokio::main]\n", "");
        write!(
            text,
            "// {function}\nmod program_{number} {{\nuse postwright_tests::generated::{module};\n{program}}}\n"
        )?;
    }
    text.push_str("}\n");
    Ok(text)
}

/// What is appended to a replay, which is a program of its own: the same as a function.
const RUN: &str = "
pub async fn run(
    base_url: &str,
    credentials: BTreeMap<String, String>,
) -> Result<Vec<(&'static str, Outcome)>, Box<dyn Error>> {
    let options = Options { base_url: base_url.to_owned(), tag: true, credentials };
    let replay = replay(&options)?;
    let mut outcomes = Vec::new();
    for (pointer, run) in OPERATIONS {
        outcomes.push((*pointer, run(&replay, pointer).await));
    }
    Ok(outcomes)
}
";

/// Every collection in `vectors`, with its environment if it has one, into its module and its replay.
fn vectors(out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=vectors");
    let mut text = String::new();
    let mut folders: Vec<PathBuf> =
        fs::read_dir("vectors")?.map(|entry| entry.map(|it| it.path())).collect::<Result<_, _>>()?;
    folders.retain(|folder| folder.is_dir());
    folders.sort();
    for folder in folders {
        let name = folder.file_name().ok_or("a folder has a name")?.to_string_lossy().into_owned();
        let environment = folder.join("environment.json");
        let mut generator = postwright::Generator::new();
        if environment.exists() {
            generator = generator.environment(environment);
        }
        let generated = generator.generate(folder.join("collection.json"))?;
        write_if_changed(&out.join(format!("vectors_{name}_sdk.rs")), &generated.module)?;
        let replay = generated.replay().replace("#[tokio::main]\n", "");
        let replay: Vec<&str> = replay.lines().skip_while(|line| line.starts_with("//!")).collect();
        write_if_changed(&out.join(format!("vectors_{name}_replay.rs")), &(replay.join("\n") + RUN))?;
        let include =
            |part: &str| format!("include!(concat!(env!(\"OUT_DIR\"), \"/vectors_{name}_{part}.rs\"));");
        writeln!(
            text,
            "#[allow(warnings, clippy::all, clippy::pedantic, clippy::allow_attributes)]\npub mod {name} {{\n    pub mod sdk {{ {} }}\n    \
             pub mod replay {{ use super::sdk; {} }}\n}}",
            include("sdk"),
            include("replay"),
        )?;
    }
    write_if_changed(&out.join("vectors.rs"), &text)?;
    Ok(())
}

/// Leaves an equal file alone, so that nothing is compiled again for it.
fn write_if_changed(path: &Path, text: &str) -> std::io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) { Ok(()) } else { fs::write(path, text) }
}
