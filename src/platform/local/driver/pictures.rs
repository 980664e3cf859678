//! Pictures in files of the game.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use super::disk;
use crate::platform::local::limits::MAX_WAITING_PICTURE_BYTES;
use crate::platform::local::screenshots::ending;

/// `EResult`.
const RESULT_FAIL: i32 = 2;
const RESULT_INVALID_PARAM: i32 = 8;
const RESULT_FILE_NOT_FOUND: i32 = 9;

/// The refusal of a picture: an `EResult`, and the reason in words.
pub type Refused = (i32, String);

/// Copies the picture `from` to `<folder>/<name>.<its extension>`. Returns the new file name.
pub fn copy(from: &str, folder: &Path, name: &str) -> Result<String, Refused> {
    let bytes = read(from).map_err(|error| {
        let result =
            if error.kind() == io::ErrorKind::NotFound { RESULT_FILE_NOT_FOUND } else { RESULT_FAIL };
        (
            result,
            format!(
                "{from:?} cannot be read ({error}); the path must be absolute, as globalize_path() makes it"
            ),
        )
    })?;
    let Some(ending) = ending(from, &bytes) else {
        return Err((RESULT_INVALID_PARAM, format!("{from:?} is not a PNG, JPEG or TGA file")));
    };
    let name = format!("{name}.{ending}");
    write(&folder.join(&name), &bytes)?;
    Ok(name)
}

/// Writes a picture, or a document about one.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Refused> {
    let failed = |error| (RESULT_FAIL, format!("{} cannot be written ({error})", path.display()));
    disk::replace(path, bytes).map_err(failed)
}

fn read(path: &str) -> io::Result<Vec<u8>> {
    let file = fs::File::open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a file"));
    }
    let mut bytes = Vec::new();
    file.take(MAX_WAITING_PICTURE_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_WAITING_PICTURE_BYTES {
        let reason = format!("it has more than {MAX_WAITING_PICTURE_BYTES} bytes");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, reason));
    }
    Ok(bytes)
}
