//! The identifier service: a torture table.

use codegen::diagnostic::{Code, Diagnostics};
use codegen::ir::{Api, Operation};
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

#[test]
fn long_names_are_cut() {
    let long = "a".repeat(500);
    let (types, _) = types(&[&long, &(long.clone() + "b")]);
    assert!(types.iter().all(|it| it.len() <= 100), "{types:?}");
    assert_ne!(types[0], types[1]);
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
