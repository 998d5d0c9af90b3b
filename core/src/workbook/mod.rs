#[cfg(test)]
mod stats {
    use crate::sheet::{Op, Span};
    use crate::{Appraisal, Format};
    use std::collections::{BTreeMap, HashMap};
    #[test]
    fn stats() {
        for path in std::env::var("FILES").unwrap().split(' ') {
        let text = std::fs::read_to_string(path).unwrap();
        let a = Appraisal::load(&text, Format::detect(&text)).unwrap();
        let g = &a.model().graph;
        let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
        let mut uses: HashMap<usize, usize> = HashMap::new();
        let mut consts: BTreeMap<String, usize> = BTreeMap::new();
        let mut unnamed: BTreeMap<String, usize> = BTreeMap::new();
        let mut sumlen = 0;
        let mut by: BTreeMap<String, usize> = BTreeMap::new();
        for (i, n) in g.nodes.iter().enumerate() {
            let d = format!("{:?}", n.op);
            let k = d.split(['(', ' ', '{']).next().unwrap().to_string();
            *kinds.entry(k.clone()).or_default() += 1;
            if let Op::Constant(c) = &n.op { *consts.entry(c.to_string()).or_default() += 1; }
            if let Op::Sum(s) = &n.op { sumlen = sumlen.max(s.len()); }
            n.op.for_each_child(|c| *uses.entry(c.index()).or_default() += 1);
            if n.row.is_none() { *unnamed.entry(k).or_default() += 1; }
            let _ = i;
        }
        let shared: usize = g.nodes.iter().enumerate().filter(|(i, n)| n.row.is_none() && uses.get(i).copied().unwrap_or(0) > 1 && !matches!(n.op, Op::Constant(_)|Op::Input(_)|Op::Figure(_)|Op::Calendar(_))).count();
        let scalar = g.rows().iter().filter(|r| g.node(r.node).span == Span::Scalar).count();
        for r in g.rows() { let s = r.address.as_str(); let k: Vec<&str> = s.split('.').collect(); *by.entry(k[0].to_string()).or_default() += 1; }
        println!("{path}: nodes {} rows {} scalar rows {scalar} inputs {} figures {} events {} shared unnamed {shared} longest sum {sumlen}\n kinds {kinds:?}\n unnamed {unnamed:?}\n consts {consts:?}\n by {by:?} unused {}", g.nodes.len(), g.rows().len(), g.inputs().len(), g.figures().len(), g.events().len(), g.nodes.iter().enumerate().filter(|(i,n)| n.row.is_none() && !uses.contains_key(i)).count());
        }
    }
}
