//! Makes sure that the folder of the built pages exists, so that the crate builds without them, and is built again
//! when they change. Their names hold a hash of their contents, so that watching known files would not be enough.

fn main() -> std::io::Result<()> {
    std::fs::create_dir_all("web/dist")?;
    println!("cargo:rerun-if-changed=web/dist");
    println!("cargo:rerun-if-changed=build.rs");
    Ok(())
}
