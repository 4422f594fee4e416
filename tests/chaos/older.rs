//! A node of the version before: it knows the forms of entries up to an older one, and is this version in all else.

use std::process::ExitCode;

use clap::Parser;
use majlis::config::{Cli, Service, Task};
use majlis::http::listener;
use majlis::{app, shutdown, telemetry};

/// Serves as `majlis serve` does with the arguments of this process.
pub fn serve(knows: u32) -> ExitCode {
    let Task::Serve(args) = Cli::parse().task else { panic!("an older node serves and does nothing else") };
    let Service { listen, mut settings, log_format, .. } = args.settle().expect("its arguments are right");
    telemetry::log(log_format, "majlis=info,warn");
    settings.knows = knows;
    // Its forum is there already, and nobody is told of it.
    settings.opens_later = false;
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let served = runtime.block_on(async {
        let listener = listener::listen(listen)?;
        let running = app::start(settings, listener, shutdown::on_signal()).await?;
        Ok::<_, Box<dyn std::error::Error>>(running.finish().await?)
    });
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
