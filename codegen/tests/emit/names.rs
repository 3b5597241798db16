//! The identifier service: a torture table.

use codegen::diagnostic::{Code, Diagnostics};
use codegen::ir::{Api, Model, ModelKind, ModelName, Operation};
use codegen::name::{Names, name};

use super::build::*;

fn named(api: &Api) -> (Names, usize) {
    let mut diagnostics = Diagnostics::default();
    let names = name(api, &mut diagnostics);
    let clashes = diagnostics.iter().filter(|it| it.code == Code::NameClash).count();
    (names, clashes)
}

fn types(names: &[&str]) -> (Vec<String>, usize) {
    let models = names.iter().map(|name| component(name, object(Vec::new()))).collect();
    let (names, clashes) = named(&Api { models, ..Api::default() });
    (names.models.iter().map(|it| it.ty.to_string()).collect(), clashes)
}

fn modules(names: &[&str]) -> Vec<String> {
    let models = names.iter().map(|name| component(name, object(Vec::new()))).collect();
    let (names, _) = named(&Api { models, ..Api::default() });
    names.model_files.iter().map(|it| it.module.to_string()).collect()
}

fn fields(wires: &[&str]) -> (Vec<String>, Vec<String>) {
    let properties = wires.iter().map(|wire| property(wire, string())).collect();
    let (names, _) = named(&Api { models: vec![component("X", object(properties))], ..Api::default() });
    let fields = &names.models[0].fields;
    (
        fields.iter().map(|it| it.field.to_string()).collect(),
        fields.iter().map(|it| it.setter.to_string()).collect(),
    )
}

fn variants(values: &[&str]) -> Vec<String> {
    let (names, _) = named(&Api { models: vec![component("X", string_enum(values))], ..Api::default() });
    names.models[0].variants.iter().map(ToString::to_string).collect()
}

/// The features of operations with one tag each, and how many clashes there are.
fn features(tags: &[&str]) -> (Vec<String>, usize) {
    let tagged = |(index, tag): (usize, &&str)| {
        let id = format!("o{index}");
        Operation { tags: vec![(*tag).to_owned()], ..operation(&id, "GET", "/", Vec::new()) }
    };
    let api = Api { operations: tags.iter().enumerate().map(tagged).collect(), ..Api::default() };
    let (names, clashes) = named(&api);
    let feature = |it: &Operation| names.features.of(it).iter().map(ToString::to_string).collect();
    (api.operations.iter().map(feature).collect(), clashes)
}

#[test]
fn features_are_legal_and_differ() {
    let long = "Long ".repeat(30);
    let (names, clashes) =
        features(&["Third-Party Integrations", "core_v1", "2FA", "", "*", "Größe", "用户", "a/b?c:d", &long]);
    assert_eq!(
        names[..8],
        [
            "tag-third-party-integrations",
            "tag-core-v1",
            "tag-2fa",
            "tag-empty",
            "tag-star",
            "tag-gr-u00f6-u00df-e",
            "tag-u7528-u6237",
            "tag-a-b-c-d"
        ]
    );
    assert!(names[8].starts_with("tag-long-long-") && names[8].len() <= 64, "{}", names[8]);
    assert_eq!(clashes, 0);

    let (names, clashes) = features(&["Store Fronts", "storeFronts", "store-fronts", "Store Fronts"]);
    assert_eq!(names[2], "tag-store-fronts");
    assert_eq!(names[0], names[3]);
    assert!(names[0].starts_with("tag-store-fronts-x") && names[0] != names[1], "{names:?}");
    assert_eq!(clashes, 2);
}

#[test]
fn features_are_there_only_where_they_make_a_difference() {
    assert_eq!(features(&["pets", "pets"]).0, ["", ""]);
    assert_eq!(features(&["pets", "Pets"]).0[0], "tag-pets");
    let mut operations =
        vec![operation("a", "GET", "/a", Vec::new()), operation("b", "GET", "/b", Vec::new())];
    let (names, _) = named(&Api { operations: operations.clone(), ..Api::default() });
    assert!(names.features.tags().is_empty());
    operations[0].tags = vec!["untagged".to_owned()];
    let (names, _) = named(&Api { operations: operations.clone(), ..Api::default() });
    let of = |index: usize| names.features.of(&operations[index]).iter().map(ToString::to_string).collect();
    let features: [Vec<String>; 2] = [of(0), of(1)];
    assert_eq!(features, [["tag-untagged"], ["untagged"]]);
}

#[test]
fn types_are_in_pascal_case() {
    for (wire, expected) in [
        ("Datadog", "Datadog"),
        ("third_party-integration", "ThirdPartyIntegration"),
        ("ApiAtlasTLS", "ApiAtlasTls"),
        ("Order0001", "Order0001"),
        ("1st", "N1st"),
        ("+1", "Plus1"),
        ("-1", "Minus1"),
        ("", "Empty"),
        ("_", "Underscore"),
        ("$", "Dollar"),
        ("<=", "LessEquals"),
        ("self", "Self_"),
        ("Option", "Option"),
        ("naïve", "Naïve"),
        ("用户", "用户"),
        ("e\u{301}", "EU0301"),
        ("\u{202e}a\u{200b}b", "AB"),
        ("😀", "U1f600"),
        ("ﬁ", "Ufb01"),
    ] {
        assert_eq!(types(&[wire]).0, [expected], "{wire}");
    }
}

#[test]
fn fields_are_in_snake_case() {
    for (wire, expected) in [
        ("apiKey", "api_key"),
        ("type", "r#type"),
        ("self", "self_"),
        ("Self", "self_"),
        ("super", "super_"),
        ("crate", "crate_"),
        ("_", "underscore"),
        ("$ref", "r#ref"),
        ("X-Request-Id", "x_request_id"),
        ("1h", "n1h"),
        ("unknown_fields", "unknown_fields_"),
        ("gen", "r#gen"),
        ("@type", "r#type"),
    ] {
        assert_eq!(fields(&[wire]).0, [expected], "{wire}");
    }
}

/// What `non_snake_case` and `non_camel_case_types` of rustc look for.
#[test]
fn letters_without_the_right_case_are_spelt_out() {
    for (wire, field, ty) in [
        ("𝔘", "u1d518", "U1d518"),
        ("a𝔘b", "a_u1d518_b", "AU1d518B"),
        ("ªb", "u00aa_b", "U00aaB"),
        ("ʰ", "u02b0", "U02b0"),
        ("ΰ", "u03b0", "U03b0"),
        ("ß", "ß", "SS"),
        ("Straße", "straße", "Straße"),
        ("ΔΙΣ", "δις", "Δις"),
        ("ა", "ა", "Ა"),
        ("用户", "用户", "用户"),
    ] {
        assert_eq!(
            (fields(&[wire]).0, types(&[wire]).0),
            (vec![field.to_owned()], vec![ty.to_owned()]),
            "{wire}"
        );
    }
    let letters: Vec<String> =
        ('\u{80}'..=char::MAX).filter(|c| c.is_alphabetic()).map(String::from).collect();
    let letters: Vec<&str> = letters.iter().map(String::as_str).collect();
    for field in fields(&letters).0 {
        assert!(!field.contains(char::is_uppercase), "{field}");
    }
    for variant in variants(&letters) {
        assert!(!variant.starts_with(char::is_lowercase), "{variant}");
    }
}

#[test]
fn the_exact_spelling_wins_a_clash() {
    let (types, clashes) = types(&["foo-bar", "FooBar", "foo_bar"]);
    assert_eq!(types, ["FooBarX36087877", "FooBar", "FooBarX01efffdd"]);
    assert_eq!(clashes, 2);
}

#[test]
fn then_the_first_wins() {
    let (types, clashes) = types(&["foo-bar", "foo_bar"]);
    assert_eq!(types[0], "FooBar");
    assert!(types[1].starts_with("FooBarX"));
    assert_eq!(clashes, 1);
}

#[test]
fn adding_a_name_renames_no_other() {
    let before = types(&["foo-bar", "foo_bar", "x"]).0;
    let after = types(&["foo-bar", "foo_bar", "x", "foo.bar", "y"]).0;
    assert_eq!(before, after[..3]);
}

#[test]
fn setters_avoid_methods_and_each_other() {
    let (fields, setters) = fields(&["new", "validate", "x", "xNull", "effective_x"]);
    assert_eq!(fields, ["new", "validate", "x", "x_null", "effective_x"]);
    assert_eq!(setters, ["new_", "validate_", "x", "x_null", "effective_x"]);
}

#[test]
fn variants_keep_unknown_free() {
    assert_eq!(variants(&["unknown", "PAGER_DUTY", "a b", "a_b"])[..3], ["Unknown_", "PagerDuty", "AB"]);
}

#[test]
fn a_clash_makes_symbols_be_said() {
    for (values, expected) in [
        // A value that is only words keeps the word, wherever it stands.
        (&["name", "-name", "+name"][..], &["Name", "MinusName", "PlusName"][..]),
        (&["-name", "+name", "name"], &["MinusName", "PlusName", "Name"]),
        // Nobody is spelt so: the first keeps what it had when it was alone.
        (&["-name", "+name"], &["Name", "PlusName"]),
        (&["*", "star"], &["StarX2f0c9f3d", "Star"]),
        (
            &["ref", "$ref", "@ref", "ref_", "ref?"],
            &["Ref", "DollarRef", "AtRef", "RefUnderscore", "RefQuestion"],
        ),
        (&["10", "1.0", "1-0", "1:0"], &["N10", "N1Dot0", "N1Dash0", "N1Colon0"]),
        (&["a_b", "a.b", "a/b"], &["AB", "ADotB", "ASlashB"]),
        (&["Etc/GMT-1", "Etc/GMT+1"], &["EtcGmt1", "EtcGmtPlus1"]),
        (&["a<b", "a>b", "a<=b"], &["AB", "AGreaterB", "ALessEqualsB"]),
        // What a word says can be another's name.
        (&["name", "-name", "minus name"], &["Name", "NameXe7c5919b", "MinusName"]),
        (&["-name", "name", "-name"], &["MinusName", "Name", "NameXe7c5919b"]),
        // Joints between words are all alike.
        (&["a b", "a_b"], &["AB", "ABX1ba46871"]),
    ] {
        assert_eq!(variants(values), expected, "{values:?}");
    }
    assert_eq!(
        fields(&["id", "_id", "$id", "id[]"]).0,
        ["id", "underscore_id", "dollar_id", "id_open_close"]
    );
    assert_eq!(
        types(&["Pet", "$Pet", "Pet!"]),
        (["Pet", "DollarPet", "PetNot"].map(str::to_owned).into(), 0)
    );
    assert_eq!(modules(&["Pet", "$Pet"]), ["pet", "dollar_pet"]);
}

#[test]
fn a_sign_of_a_number_is_always_said() {
    for (value, expected) in [
        ("+1", "Plus1"),
        ("reactions-+1", "ReactionsPlus1"),
        ("reactions--1", "ReactionsMinus1"),
        ("a -1", "AMinus1"),
        ("a-1", "A1"),
        ("1-1", "N11"),
        ("-a", "A"),
        ("x--y", "XY"),
    ] {
        assert_eq!(variants(&[value]), [expected], "{value}");
    }
}

#[test]
fn saying_symbols_renames_no_other() {
    let before = variants(&["-name", "+name", "a.b"]);
    let after = variants(&["-name", "+name", "a.b", "x", "*name", "a/b", "name_"]);
    assert_eq!(before, after[..3]);
}

#[test]
fn modules_are_files_everywhere() {
    let modules = modules(&["Datadog", "AUX", "std", "naïve", "type", "serde"]);
    assert_eq!(modules, ["datadog", "aux_", "std_", "na_u00ef_ve", "r#type", "serde_"]);
}

#[test]
fn inline_types_are_named_from_their_owner() {
    let models = vec![
        component("Datadog", object(Vec::new())),
        inline(0, "region", string_enum(&["US"])),
        inline(1, "x", string_enum(&["US"])),
        component("DatadogRegionX", object(Vec::new())),
    ];
    let (names, clashes) = named(&Api { models, ..Api::default() });
    let types: Vec<String> = names.models.iter().map(|it| it.ty.to_string()).collect();
    assert_eq!(types[..2], ["Datadog", "DatadogRegion"]);
    assert!(types[2].starts_with("DatadogRegionXX"), "{types:?}");
    assert_eq!(types[3], "DatadogRegionX");
    assert_eq!(clashes, 1);
    assert_eq!(names.models.iter().map(|it| it.file).collect::<Vec<_>>(), [0, 0, 0, 1]);
}

/// The types, the files and the clashes of models of which some are only another name for another one.
fn with_references(models: Vec<Model>, references: &[(&str, &str)]) -> (Vec<String>, Vec<String>, usize) {
    let place = |name: &str| format!("/components/schemas/{name}");
    let models = models.into_iter().map(|model| {
        let ModelName::Component(name) = &model.name else { return model };
        Model { pointer: place(name), ..model }
    });
    let references = references.iter().map(|(from, to)| (place(from), place(to))).collect();
    let (names, clashes) = named(&Api { models: models.collect(), references, ..Api::default() });
    let file = |it: &codegen::name::ModelFile| format!("{} {}", it.module, it.models.len());
    (
        names.models.iter().map(|it| it.ty.to_string()).collect(),
        names.model_files.iter().map(file).collect(),
        clashes,
    )
}

#[test]
fn another_name_with_the_same_identifier_is_no_other_type() {
    let object = |name| component(name, object(Vec::new()));
    let alias = |name, of| component(name, ModelKind::Alias(model(of)));
    let text = |name| component(name, ModelKind::Alias(string()));
    let strings = |list: &[&str]| list.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();

    let (types, files, clashes) = with_references(vec![object("pet"), alias("Pet", 0)], &[("Pet", "pet")]);
    assert_eq!((types, files, clashes), (strings(&["Pet", "Pet"]), strings(&["pet 1"]), 0));
    let (types, files, clashes) =
        with_references(vec![alias("Pet", 1), object("pet"), object("cat")], &[("Pet", "pet")]);
    assert_eq!((types, files, clashes), (strings(&["Pet", "Pet", "Cat"]), strings(&["pet 1", "cat 1"]), 0));
    // Also where the type is none of its own, and over several names.
    let (types, files, clashes) = with_references(
        vec![text("ID"), text("id"), text("key"), text("Id")],
        &[("ID", "key"), ("key", "Id"), ("id", "ID")],
    );
    assert_eq!(types, strings(&["Id", "Id", "Key", "Id"]));
    assert_eq!((files, clashes), (strings(&["key 1", "id 1"]), 0));
    // It takes nothing from a third one that it would win against.
    let third = || vec![object("foo-bar"), object("foo_bar")];
    let before = with_references(third(), &[]);
    let models = third().into_iter().chain([alias("FooBar", 1)]).collect();
    let after = with_references(models, &[("FooBar", "foo_bar")]);
    assert_eq!((&before.0[..], before.2), (&after.0[..2], after.2));
    assert_eq!(after.0[2], after.0[1]);
    // One with another identifier is another name.
    let (types, files, clashes) =
        with_references(vec![object("pet"), alias("Animal", 0)], &[("Animal", "pet")]);
    assert_eq!((types, files.len(), clashes), (strings(&["Pet", "Animal"]), 2, 0));
}

#[test]
fn long_names_are_cut() {
    let long = "a".repeat(500);
    let (types, _) = types(&[&long, &(long.clone() + "b")]);
    assert!(types.iter().all(|it| it.len() <= 100), "{types:?}");
    assert_ne!(types[0], types[1]);
}

#[test]
fn long_names_lose_what_they_repeat_first() {
    let long = "delete /Accounts/{AccountSid}/IncomingPhoneNumbers/{IncomingPhoneNumberSid}/MediaTypeExtension/V2/{MediaTypeExtension}/V2";
    let short = "DeleteAccountsSidIncomingPhoneNumbersMediaTypeExtensionV2V2";
    assert_eq!(types(&[long]).0, [short]);
    assert_eq!(modules(&[long]), ["delete_accounts_sid_incoming_phone_numbers_media_type_x026554fc"]);
    // A short one keeps what it repeats.
    assert_eq!(types(&["a_name_is_a_name"]).0, ["ANameIsAName"]);
}

#[test]
fn inline_types_are_named_from_owners_that_come_later() {
    let models = vec![
        inline(1, "status", string_enum(&["a"])),
        inline(2, "index", object(Vec::new())),
        component("Host", object(Vec::new())),
    ];
    let (names, clashes) = named(&Api { models, ..Api::default() });
    let types: Vec<&str> = names.models.iter().map(|it| it.ty.as_str()).collect();
    assert_eq!((types.as_slice(), clashes), (["HostIndexStatus", "HostIndex", "Host"].as_slice(), 0));
}

#[test]
fn suffixes_do_not_pile_up() {
    let mut models = vec![component("A", object(Vec::new()))];
    models.extend((0..40).map(|_| inline(0, "b", object(Vec::new()))));
    let (names, _) = named(&Api { models, ..Api::default() });
    let types: std::collections::BTreeSet<&str> = names.models.iter().map(|it| it.ty.as_str()).collect();
    assert_eq!(types.len(), 41);
    assert!(types.iter().all(|name| name.len() <= "ABX".len() + 8), "{types:?}");
}

#[test]
fn a_component_with_many_types_has_several_files() {
    let files = |count: usize| {
        let mut models = vec![component("Owner", object(Vec::new()))];
        models.extend((0..count).map(|index| inline(0, &format!("part{index}"), object(Vec::new()))));
        models.push(inline(1, "deep", object(Vec::new())));
        let (names, _) = named(&Api { models, ..Api::default() });
        let file = |it: &codegen::name::ModelFile| (it.module.to_string(), it.models.len());
        names.model_files.iter().map(file).collect::<Vec<_>>()
    };
    assert_eq!(files(3), [("owner".to_owned(), 5)]);
    let many = files(20);
    assert_eq!(many.len(), 21);
    assert_eq!(many[..3], [("owner".into(), 1), ("owner_part0".into(), 2), ("owner_part1".into(), 1)]);
}
