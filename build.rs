//! Tells the linker that the Steam library lies beside the extension, wherever the game is installed.
//!
//! This stands here and not in the flags of `.cargo/config.toml`, because `RUSTFLAGS` in the environment replaces those.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    match std::env::var("CARGO_CFG_TARGET_OS").as_deref() {
        Ok("linux") => println!("cargo::rustc-cdylib-link-arg=-Wl,-rpath,$ORIGIN"),
        Ok("macos") => {
            println!("cargo::rustc-cdylib-link-arg=-Wl,-rpath,@loader_path");
            // Otherwise the library bears the name of the folder it was compiled in.
            println!("cargo::rustc-cdylib-link-arg=-Wl,-install_name,@rpath/libsteam_networking.dylib");
        }
        // Godot has Windows search the folder of the library that it loads.
        _ => {}
    }
}
