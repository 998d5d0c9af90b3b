//! The whole national dataset, read, against counts that were made from the same file apart from this library.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::PathBuf;

use options_appraisal::Decimal;
use options_appraisal::data::{Hours, Kind, Libraries, Library, Operation, Selection, read_libraries};

const FILE: &str = "libraries_england_2023.csv";

fn data(name: &str) -> Vec<u8> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/data");
    fs::read(root.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn england() -> Libraries {
    read_libraries(&data(FILE), &Selection::all().file(FILE)).unwrap()
}

/// The rows of a file of checks, without its headings. None of its values has a comma.
fn checks(name: &str) -> Vec<Vec<String>> {
    let text = String::from_utf8(data(&format!("checks/{name}"))).unwrap();
    text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

/// The operation of a code, in the spelling of the checks.
fn operation(code: &str) -> Option<Operation> {
    match code {
        "LA" => Some(Operation::CouncilRun),
        "CR" => Some(Operation::CommunityRun),
        "C" => Some(Operation::Commissioned),
        "ICL" => Some(Operation::Independent),
        "LAU" => Some(Operation::Unstaffed),
        "CLOSED" => Some(Operation::Closed),
        "TEMPORARY CLOSURE" => Some(Operation::ClosedForNow),
        "FACILITY NOT OPEN" => Some(Operation::NotOpenYet),
        "[UNKNOWN]" => None,
        code => panic!("{code}"),
    }
}

fn count(england: &Libraries, counted: impl Fn(&Library) -> bool) -> usize {
    england.libraries.iter().filter(|one| counted(one)).count()
}

#[test]
fn who_ran_the_libraries_at_each_date() {
    let england = england();
    assert_eq!(england.libraries.len(), 3_487);
    assert_eq!(england.years(), [2016, 2019, 2021, 2022, 2023]);
    assert_eq!(count(&england, |one| one.kind == Kind::Static), 3_245);
    let rows = checks("counts.csv");
    assert_eq!(rows.len(), 88);
    for row in rows {
        let (year, code) = (row[0][..4].parse().unwrap(), operation(&row[2]));
        let counted = count(&england, |one| {
            (row[1] == "all" || one.kind == Kind::Static) && one.operation.at(year) == code
        });
        assert_eq!(counted.to_string(), row[3], "{row:?}");
    }
}

#[test]
fn who_took_over_from_whom() {
    let england = england();
    let rows = checks("transitions.csv");
    assert_eq!(rows.len(), 43);
    for row in rows {
        let (then, now) = (operation(&row[0]), operation(&row[1]));
        let counted = count(&england, |one| {
            one.kind == Kind::Static && one.operation.at(2016) == then && one.operation.at(2023) == now
        });
        assert_eq!(counted.to_string(), row[2], "{row:?}");
    }
}

#[test]
fn which_are_statutory() {
    let england = england();
    let rows = checks("statutory.csv");
    assert_eq!(rows.len(), 17);
    for row in rows {
        let statutory = match row[2].as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        let code = operation(&row[1]);
        let year = row[0][..4].parse().unwrap();
        let counted = count(&england, |one| {
            one.kind == Kind::Static && one.operation.at(year) == code && one.statutory.at(year) == statutory
        });
        assert_eq!(counted.to_string(), row[3], "{row:?}");
    }
}

#[test]
fn how_long_they_are_open() {
    let england = england();
    let median = |mut hours: Vec<Decimal>| {
        hours.sort_unstable();
        let (low, high) = (hours[(hours.len() - 1) / 2], hours[hours.len() / 2]);
        ((low + high) / Decimal::TWO).round_dp(1)
    };
    for row in checks("hours.csv") {
        let code = operation(&row[0]);
        let of = |hours: &dyn Fn(&Library) -> Option<Decimal>| -> Vec<Decimal> {
            let like = england.libraries.iter();
            like.filter(|one| one.kind == Kind::Static && one.operation.at(2023) == code)
                .filter_map(hours)
                .collect()
        };
        let open = of(&|one| one.hours.map(Hours::value));
        let staffed = of(&|one| one.staffed_hours.map(Hours::value));
        let mean = (open.iter().sum::<Decimal>() / Decimal::from(open.len())).round_dp(1);
        let wanted: Vec<Decimal> = row[1..].iter().map(|value| value.parse().unwrap()).collect();
        assert_eq!([open.len().into(), median(open), mean, median(staffed)], wanted[..], "{row:?}");
    }
}

#[test]
fn sandgate_is_in_kent() {
    let kent = read_libraries(&data(FILE), &Selection::all().authority("kent").file(FILE)).unwrap();
    assert_eq!((kent.libraries.len(), kent.authority.as_deref()), (110, Some("Kent")));
    let sandgate = kent.libraries.iter().find(|one| one.id == "sandgate_library").unwrap();
    assert_eq!(
        (sandgate.name.as_str(), sandgate.postcode.as_deref()),
        ("Sandgate Library", Some("CT20 3RR"))
    );
    assert_eq!(sandgate.operation.latest(), Some(Operation::CommunityRun));
    assert_eq!(sandgate.statutory.latest(), Some(true));
    assert_eq!(sandgate.hours.unwrap().value(), Decimal::new(255, 1));
    assert_eq!(sandgate.operator.as_deref(), Some("Sandgate Parish Council"));
    // The row as it stands in the file.
    let text = String::from_utf8(data(FILE)).unwrap();
    let line = text.lines().nth(sandgate.line as usize - 1).unwrap();
    assert!(line.contains("Sandgate Library"), "{line}");
}

#[test]
fn one_authority_is_not_two() {
    let england = england();
    // 153 spellings of the service that reports, of which "southampton" is "Southampton".
    assert_eq!(england.authorities().len(), 152);
    for (asked, found, libraries) in
        [("Southend-on-Sea City Council", "Southend", 8), ("SUFFOLK", "Suffolk", 66)]
    {
        let own = read_libraries(&data(FILE), &Selection::all().authority(asked)).unwrap();
        assert_eq!((own.authority.as_deref(), own.libraries.len()), (Some(found), libraries));
    }
    let problems = read_libraries(&data(FILE), &Selection::all().authority("Kant")).unwrap_err();
    assert_eq!(problems.to_string(), "authority: \"Kant\" is not in the table; did you mean \"Kent\"?");
}

#[test]
fn every_value_is_counted_once() {
    let england = england();
    for column in &england.columns {
        let all = column.read + column.tidied + column.blank + column.unstated + column.refused;
        assert_eq!(all, 3_487, "{column:?}");
    }
    let refused: usize = england.columns.iter().map(|column| column.refused).sum();
    assert!(refused > 0 && england.problems_in_all >= refused);
}
