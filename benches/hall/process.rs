//! What the kernel says of a process.

/// A running process.
#[derive(Debug, Clone, Copy)]
pub struct Process(pub u32);

/// Clock ticks a second in `/proc`: 100 on every Linux that there is.
const TICKS: f64 = 100.0;

impl Process {
    /// Bytes of its own memory that are resident; mapped files are left out.
    pub fn resident(self) -> f64 {
        let line =
            self.read("status").lines().find_map(|line| line.strip_prefix("RssAnon:").map(str::to_owned));
        let kilobytes = line.as_deref().and_then(|line| line.trim().strip_suffix(" kB")?.parse::<f64>().ok());
        kilobytes.expect("the kernel tells resident memory") * 1_024.0
    }

    /// Seconds of CPU it has used, its own and the kernel's for it.
    pub fn cpu(self) -> f64 {
        let stat = self.read("stat");
        // The name in brackets may hold anything; times are the 14th and 15th field.
        let (_, fields) = stat.rsplit_once(") ").expect("a name in brackets");
        let ticks = |at: usize| fields.split(' ').nth(at).and_then(|field| field.parse::<f64>().ok());
        let used = ticks(11).zip(ticks(12)).map(|(own, kernel)| own + kernel);
        used.expect("the kernel tells times") / TICKS
    }

    fn read(self, name: &str) -> String {
        std::fs::read_to_string(format!("/proc/{}/{name}", self.0)).expect("the process runs, on Linux")
    }
}
