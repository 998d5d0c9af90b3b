//! Libraries of a table as services of a question: what the table knows, over a template that knows the costs.

use serde::Serialize;

use super::libraries::Libraries;
use super::library::{Hours, Kind, Library, Operation};
use crate::address::Address;
use crate::document::Value;
use crate::problem::{Problem, Problems};

/// A library that a question leaves out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LeftOut {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its line in the table.
    pub line: u32,
    /// Why it is left out.
    pub why: String,
}

/// A question over many libraries, and the libraries that it leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LibrariesQuestion {
    /// The template with `libraries.ID` for each library.
    pub question: Value,
    /// The libraries that are left out: closed, not open yet, of another kind.
    pub left_out: Vec<LeftOut>,
}

impl Library {
    /// What the table says of the service, as the part `service` of a question (or `libraries.ID` of a question over
    /// many): `name`, `statutory`, `usage.staffed_hours` and `usage.self_service_hours`, each figure with the file, the
    /// line and the columns that it is from.
    ///
    /// What the table does not state is left out, for the template to say. Which hours are staffed is told at
    /// [`Library::attended_hours`].
    pub fn service(&self, file: &str) -> Value {
        let mut service = vec![text("name", &self.name)];
        if let Some(statutory) = self.statutory.latest() {
            service.push(("statutory".to_owned(), Value::Bool(statutory)));
        }
        if let Some((attended, alone)) = self.attended_hours() {
            let from = format!("{file}, line {}, columns hours, staffed_hours and automated", self.line);
            let figure = |key: &str, hours: Hours| {
                let central = ("central".to_owned(), Value::Number(hours.value().normalize().to_string()));
                (key.to_owned(), Value::Table(vec![central, text("source", &from)]))
            };
            let hours = vec![figure("staffed_hours", attended), figure("self_service_hours", alone)];
            service.push(("usage".to_owned(), Value::Table(hours)));
        }
        Value::Table(service)
    }

    /// A template with this library as its service. What the table states takes the place of what the template says.
    ///
    /// # Errors
    /// If the template is no table.
    ///
    /// ```
    /// use options_appraisal::{Appraisal, Value};
    /// use options_appraisal::data::{Selection, read_libraries};
    ///
    /// let table = "name,authority,type,operation_23,statutory_23,hours,staffed_hours\n\
    ///              Hythe Library,Kent,Static Library,LA,Yes,37,37\n";
    /// let kent = read_libraries(table.as_bytes(), &Selection::all())?;
    /// let template = Value::from_json(r#"{"service": {"usage": {"visits": 24000}, "stock": 6500}}"#)?;
    /// let question = kent.libraries[0].question(&template, &kent.file)?;
    /// let Value::Table(parts) = question else { panic!() };
    /// let Value::Table(service) = &parts[0].1 else { panic!() };
    /// assert_eq!(service[0].0, "usage");
    /// assert_eq!(service[2], ("name".to_owned(), Value::Text("Hythe Library".to_owned())));
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn question(&self, template: &Value, file: &str) -> Result<Value, Problems> {
        let mut question = table(template)?.to_vec();
        put(&mut question, "service", self.service(file));
        Ok(Value::Table(question))
    }

    /// Why a question on libraries of these kinds leaves it out.
    fn left_out(&self, kinds: &[Kind]) -> Option<String> {
        if !kinds.contains(&self.kind) {
            return Some(format!("its kind is {}", self.kind.word().replace('_', " ")));
        }
        match self.operation.latest() {
            Some(Operation::Closed) => Some("it is closed".to_owned()),
            Some(Operation::ClosedForNow) => Some("it is closed for the time being".to_owned()),
            Some(Operation::NotOpenYet) => Some("it is not open yet".to_owned()),
            Some(_) => None,
            None => Some("the table does not state whether it is open".to_owned()),
        }
    }
}

impl Libraries {
    /// A template with `libraries.ID` for every library of these kinds that is open, in the order of the table. What all
    /// have in common stands in the template's `service`.
    ///
    /// # Errors
    /// If the template is no table, or no library is left.
    pub fn question(&self, template: &Value, kinds: &[Kind]) -> Result<LibrariesQuestion, Problems> {
        let mut question = table(template)?.to_vec();
        let (mut services, mut left_out) = (Vec::new(), Vec::new());
        for library in &self.libraries {
            match library.left_out(kinds) {
                None => services.push((library.id.clone(), library.service(&self.file))),
                Some(why) => left_out.push(LeftOut {
                    id: library.id.clone(),
                    name: library.name.clone(),
                    line: library.line,
                    why,
                }),
            }
        }
        if services.is_empty() {
            let problem = Problem::new(Address::new("libraries"), "no library is left");
            return Err(problem
                .accepted("a table with an open library of one of the kinds asked for")
                .into());
        }
        put(&mut question, "libraries", Value::Table(services));
        Ok(LibrariesQuestion { question: Value::Table(question), left_out })
    }
}

impl LibrariesQuestion {
    /// The libraries that are left out, as a list in JSON.
    pub fn left_out_json(&self) -> String {
        // They hold nothing that JSON cannot hold.
        serde_json::to_string(&self.left_out).unwrap_or_default()
    }
}

fn text(key: &str, value: &str) -> (String, Value) {
    (key.to_owned(), Value::Text(value.to_owned()))
}

fn table(template: &Value) -> Result<&[(String, Value)], Problems> {
    match template {
        Value::Table(entries) => Ok(entries),
        _ => Err(Problem::new(Address::root(), "the template is no table")
            .accepted("a question without what the table of libraries states")
            .into()),
    }
}

/// Puts a value under a key; of two tables, key by key, down to the two levels at which the table says something
/// (`service.usage.staffed_hours`). A figure is taken whole.
fn put(entries: &mut Vec<(String, Value)>, key: &str, value: Value) {
    let Some(place) = entries.iter().position(|(own, _)| own == key) else {
        entries.push((key.to_owned(), value));
        return;
    };
    match (&mut entries[place].1, value) {
        (Value::Table(own), Value::Table(new)) if !new.iter().any(|(key, _)| key == "central") => {
            for (key, value) in new {
                put(own, &key, value);
            }
        }
        (own, value) => *own = value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Selection, read_libraries};

    const TABLE: &str = "name,authority,type,operation_23,statutory_23,hours,staffed_hours,automated\n\
        Hythe Library,Kent,Static Library,LA,Yes,37,30.0,Yes\n\
        Mobile 1,Kent,Mobile Library,LA,Yes,30,30,\n\
        Gone,Kent,Static Library,Closed,No,N/A Closed,N/A Closed,N/A\n\
        Sandgate,Kent,Static Library,CR,Yes,25.5,0,\n\
        Odd,Kent,Static Library,LA,[Unknown],20,22.5,\n\
        Silent,Kent,Static Library,LA,Yes,[Unknown],,\n\
        Open,Kent,Static Library,CR,No,40,10,Yes - Open+\n";

    fn json(value: &Value) -> serde_json::Value {
        serde_json::from_str(&crate::document::to_json(value)).unwrap()
    }

    #[test]
    fn a_library_over_a_template() {
        let kent = read_libraries(TABLE.as_bytes(), &Selection::all().file("kent.csv")).unwrap();
        let template = Value::from_json(
            r#"{"question": {"title": "?"}, "service": {"name": "A branch", "usage": {"staffed_hours": {"central": 1, "low": 0}, "visits": 9}, "stock": 5}}"#,
        )
        .unwrap();
        let question = json(&kent.libraries[0].question(&template, &kent.file).unwrap());
        let service = &question["service"];
        assert_eq!(question["question"]["title"], "?");
        assert_eq!((&service["name"], &service["stock"]), (&"Hythe Library".into(), &5.into()));
        // The whole figure is the table's: nothing is left of the template's range.
        let from = "kent.csv, line 2, columns hours, staffed_hours and automated";
        assert_eq!(service["usage"]["staffed_hours"], serde_json::json!({"central": 30, "source": from}));
        assert_eq!(service["usage"]["self_service_hours"]["central"], 7);
        assert_eq!(service["usage"]["visits"], 9);
        assert!(kent.libraries[0].question(&Value::Null, "").is_err());
    }

    #[test]
    fn an_authority_over_a_template() {
        let kent = read_libraries(TABLE.as_bytes(), &Selection::all().file("kent.csv")).unwrap();
        let template = Value::from_json(r#"{"libraries": {"hythe_library": {"stock": 7}}}"#).unwrap();
        let asked = kent.question(&template, &[Kind::Static]).unwrap();
        let out: Vec<(&str, u32, &str)> =
            asked.left_out.iter().map(|one| (one.id.as_str(), one.line, one.why.as_str())).collect();
        assert_eq!(out, [("mobile_1", 3, "its kind is mobile"), ("gone", 4, "it is closed")]);
        let libraries = &json(&asked.question)["libraries"];
        let hours = |id: &str, key: &str| libraries[id]["usage"][key]["central"].to_string();
        assert_eq!(libraries["hythe_library"]["stock"], 7);
        // Volunteers run it, and nothing says that nobody is there: all hours are attended.
        assert_eq!(
            [hours("sandgate", "staffed_hours"), hours("sandgate", "self_service_hours")],
            ["25.5", "0"]
        );
        // No more staffed hours than hours open.
        assert_eq!([hours("odd", "staffed_hours"), hours("odd", "self_service_hours")], ["20", "0"]);
        assert_eq!([hours("open", "staffed_hours"), hours("open", "self_service_hours")], ["10", "30"]);
        assert_eq!(libraries["odd"].get("statutory"), None);
        assert_eq!(libraries["silent"].get("usage"), None);
        assert!(kent.question(&template, &[Kind::Prison]).is_err());
    }
}
