//! The whole national dataset, read, against counts that were made from the same file apart from this library.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::PathBuf;

use options_appraisal::Decimal;
use options_appraisal::data::{
    Hours, Kind, Layout, Libraries, Library, Operation, Selection, read_figures, read_libraries,
};
use options_appraisal::peers::{PeersRequest, compare_with_peers};
use proptest::prelude::*;

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

/// The columns in which something was put right, unstated or refused, as the documentation shows them.
fn dirt(england: &Libraries) -> String {
    let rows = england.columns.iter().filter(|one| one.tidied + one.unstated + one.refused > 0);
    let lines = rows.map(|one| {
        format!(
            "| `{}` | {} | {} | {} | {} | {} |\n",
            one.column, one.read, one.tidied, one.blank, one.unstated, one.refused
        )
    });
    lines.collect()
}

#[test]
fn the_documentation_says_what_was_counted() {
    let docs = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/data.md");
    let docs = fs::read_to_string(docs).unwrap();
    let england = england();
    let table = dirt(&england);
    assert!(docs.contains(&table), "docs/data.md should have this table:\n{table}");
    let problems =
        |column: &str| england.problems.iter().filter(|one| one.column.as_deref() == Some(column)).count();
    for said in [
        format!("{} problems", england.problems_in_all),
        format!("{} rows have more staffed hours", problems("staffed_hours")),
        format!("{} rows name another authority", problems("authority")),
        format!("{} values of `opened`", problems("opened")),
    ] {
        assert!(docs.contains(&said), "docs/data.md should say: {said}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever stands in a file, it is read or refused, and what is read keeps to the limits.
    #[test]
    fn no_file_is_fatal(rows in prop::collection::vec("[ -~\"\r\n,;\\x00-\\xff]{0,60}", 0..12), junk in prop::collection::vec(any::<u8>(), 0..80)) {
        let mut table = b"name,authority,type,operation_23,statutory_23,hours,staffed_hours,monday,automated,postcode,opened,co_located_x\n".to_vec();
        for row in rows {
            table.extend(row.bytes());
            table.push(b'\n');
        }
        table.extend(junk);
        if let Ok(libraries) = read_libraries(&table, &Selection::all()) {
            prop_assert!(libraries.libraries.iter().all(|one| one.hours.is_none_or(|hours| hours.value() <= 168.into())));
            prop_assert!(serde_json::from_str::<serde_json::Value>(&libraries.to_json()).is_ok());
            let _ = compare_with_peers(&libraries, &[], &PeersRequest::new("Kent"));
        }
        let _ = read_figures(&table, &Layout::long());
    }

    /// The same for rows that nearly make sense.
    #[test]
    fn no_row_is_fatal(cells in prop::collection::vec("[A-Za-z0-9 .£()/-]{0,12}", 4), rest in prop::collection::vec(any::<u8>(), 0..8)) {
        let mut table = b"authority,year,item,amount\n".to_vec();
        table.extend(cells.join(",").bytes());
        table.extend(rest);
        let figures = read_figures(&table, &Layout::long().in_thousands());
        prop_assert!(figures.is_ok());
    }
}

#[test]
fn a_long_file_of_bad_rows_has_no_long_list_of_problems() {
    let table = format!("name,authority,type,operation_23\n{}", "A,Kent\n".repeat(50_000));
    let libraries = read_libraries(table.as_bytes(), &Selection::all()).unwrap();
    assert_eq!((libraries.problems.len(), libraries.problems_in_all), (10_000, 50_000));
}
