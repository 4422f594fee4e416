//! `majlis export`

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::backup::pack;
use crate::config::{ExportArgs, Format};
use crate::export::{self, Record, Table};
use crate::journal::embedded::Embedded;
use crate::room::read_state;
use crate::telemetry::{self, LogFormat};
use crate::verify::find;

use super::{Failure, printed, say};

pub(super) async fn export(args: ExportArgs) -> Result<ExitCode, Failure> {
    telemetry::log(LogFormat::Text, "warn");
    if args.format == Format::Archive {
        return archive(&args).await;
    }
    let journal = Embedded::open_read_only(&args.data).await?;
    let forum = find(&journal, &args.forum).await?;
    let record = Record::of(&read_state(&journal, forum.id).await?.state);
    match (args.format, args.out.as_deref()) {
        (Format::Csv, Some(path)) if !names_a_file(path) => {
            for file in export::folder(&record, path)? {
                say(file.display())?;
            }
        }
        (format, out) => to(out, |to| write(&record, format, args.table, to))?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn archive(args: &ExportArgs) -> Result<ExitCode, Failure> {
    let Some(out) = args.out.as_deref() else {
        return Err("an archive is a file: name a new one with --out".into());
    };
    let holdings = pack(&args.data, &args.forum, out).await?;
    say(format_args!("{} holds, verified:\n{holdings}", out.display()))?;
    Ok(ExitCode::SUCCESS)
}

/// A path that ends in `.csv` is one table's file; any other is the folder of all.
fn names_a_file(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"))
}

fn write(record: &Record, format: Format, table: Table, to: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Archive => Err(io::ErrorKind::Unsupported.into()),
        Format::Csv => export::csv(record, table, to),
        Format::Xlsx => export::xlsx(record, to),
        Format::Json => export::json(record, to),
    }
}

fn to(out: Option<&Path>, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let Some(path) = out else { return printed(write(&mut io::stdout().lock())) };
    let written = export::private_file(path).and_then(|file| {
        let mut file = BufWriter::new(file);
        write(&mut file)?;
        file.flush()
    });
    written.map_err(|why| {
        format!("cannot write {}: {why}; name a file that you may write with --out", path.display()).into()
    })
}
