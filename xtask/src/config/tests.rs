//! Tests of what a file says, and of what is wrong with it.

use codegen::diagnostic::Code;

use super::*;

fn read(text: &str) -> (Config, Vec<Fault>) {
    read::read(text, Path::new("work"))
}

/// What is wrong with a text that has one fault: the message, and the piece of the text.
fn fault(text: &str) -> (String, String) {
    let (_, faults) = read(text);
    let [fault] = faults.as_slice() else { panic!("{text}: {faults:?}") };
    assert!(!fault.help.is_empty());
    (fault.message.clone(), text[fault.place.clone()].to_owned())
}

#[test]
fn every_key_is_read() {
    let (config, faults) = read(
        "document = 'spec/api.yaml'\noutput = \"crates/api\"\ncrate-name = 'api'\nformats = 'annotate'\n\
         deny = 'warnings'\nsensitive = ['/a/b', '#/c']\n\
         [include]\noperations = ['x']\ntags = ['y']\n[exclude]\noperations = ['z']\ntags = ['w']\n\
         [names]\n'/a' = 'A'\n'/b' = ['b', 'B']\n'pet.yaml#/x' = 'X'\n\
         [[waiver]]\ncode = 'ignored'\npointer = '/a/**'\nreason = 'because'\n\
         [[waiver]]\ncode = 'not-enforced'\npointer = '/**'\nreason = 'so'\n",
    );
    assert_eq!(faults, []);
    assert_eq!(config.document.unwrap(), Path::new("work/spec/api.yaml"));
    assert_eq!(config.output.unwrap(), Path::new("work/crates/api"));
    assert_eq!((config.crate_name.unwrap().as_str(), config.deny), ("api", Some(Deny::Warnings)));
    let options = config.options;
    assert_eq!(options.formats, Formats::Annotate);
    let sets = [&options.operations, &options.tags, &options.excluded_operations, &options.excluded_tags];
    let first: Vec<&str> = sets.iter().flat_map(|set| set.iter().map(String::as_str)).collect();
    assert_eq!(first, ["x", "y", "z", "w"]);
    assert_eq!(options.sensitive.into_iter().collect::<Vec<_>>(), ["/a/b", "/c"]);
    assert_eq!(options.names.len(), 4);
    let waivers = options.waivers.iter().map(|it| (it.code, it.pointer.as_str(), it.below));
    assert_eq!(waivers.collect::<Vec<_>>(), [(Code::Ignored, "/a", true), (Code::NotEnforced, "", true)]);
    assert!(read("").1.is_empty());
}

#[test]
fn what_is_wrong_is_said_at_its_place() {
    for (text, message, place) in [
        ("documnet = 'a'", "this file has no key `documnet`", "documnet"),
        ("[include]\ntag = ['a']", "`include` has no key `tag`", "tag"),
        ("document = 1", "`document` is a number", "1"),
        ("document = '../a.yaml'", "`document` leaves the folder of this file", "'../a.yaml'"),
        ("output = '/etc'", "`output` leaves the folder of this file", "'/etc'"),
        ("output = ''", "`output` leaves the folder of this file", "''"),
        (
            "crate-name = 'a b'",
            "`a b` can not be the name of a package: it has a character other than letters, digits, `-` and `_`",
            "'a b'",
        ),
        ("include = 1", "`include` is a number", "1"),
        ("sensitive = '/a'", "`sensitive` is a text", "'/a'"),
        ("sensitive = [1]", "`sensitive` is a list of other things than texts", "[1]"),
        ("sensitive = ['a']", "`a` is no JSON Pointer", "'a'"),
        ("sensitive = ['/a~2']", "`/a~2` is no JSON Pointer", "'/a~2'"),
        ("sensitive = ['/a', '/a']", "this is said twice", "'/a'"),
        ("formats = 'checks'", "`formats` can not be `checks`", "'checks'"),
        ("deny = true", "`deny` is a boolean", "true"),
        ("[names]\na = 'A'", "`a` is no JSON Pointer", "a"),
        ("[names]\n'/a' = 1", "this name is a number", "1"),
        ("waiver = 1", "`waiver` is a number", "1"),
        (
            "waiver = [{ code = 'ignored', pointer = '/a' }]",
            "this waiver has no `reason`",
            "{ code = 'ignored', pointer = '/a' }",
        ),
        ("[[waiver]]\ncode = 'ignored'\npointer = '/a'\nreason = ' '", "the reason is empty", "' '"),
        (
            "[[waiver]]\ncode = 'ignord'\npointer = '/a'\nreason = 'x'",
            "there is no diagnostic code `ignord`",
            "'ignord'",
        ),
        ("[[waiver]]\ncode = 'ignored'\npointer = 'a'\nreason = 'x'", "`a` is no JSON Pointer", "'a'"),
    ] {
        assert_eq!(fault(text), (message.to_owned(), place.to_owned()), "{text}");
    }
    assert!(fault("document = ").0.contains("string"), "{:?}", fault("document = "));
}

#[test]
fn the_command_line_wins() {
    let (config, _) = read("[include]\noperations = ['a']\n[exclude]\ntags = ['b']\n[names]\n'/x' = 'X'\n");
    let mut options = Options::default();
    config.apply(&mut options);
    assert!(options.operations.contains("a") && options.excluded_tags.contains("b") && !options.allow_unused);
    let mut options = Options::default();
    options.tags.insert("b".to_owned());
    config.apply(&mut options);
    assert!(options.operations.is_empty() && options.excluded_tags.is_empty());
    assert!(options.allow_unused && options.names.len() == 1);
}
