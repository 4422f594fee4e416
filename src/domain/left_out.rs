//! What is not written, as it says what stands where nothing is said.

/// Whether it is what stands where nothing is said: for `#[serde(skip_serializing_if = "is_default")]` beside `default`.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
