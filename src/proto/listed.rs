//! Enums that are asked for all of their values: by tests, by the tables in `docs`, and by number.

/// An enum with the list `ALL` of its values
macro_rules! listed {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$doc])* $variant),+ }

        impl $name {
            /// All values, in the order in which they are listed
            pub const ALL: &[Self] = &[$(Self::$variant),+];
        }
    };
}

/// An enum whose values the scripts know by their numbers, under the same names: `tests/proto/tables.rs` compares them
macro_rules! numbered {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident = $number:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum $name { $($(#[$doc])* $variant = $number),+ }

        impl $name {
            /// All values, in the order in which they are listed
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The number of this value
            pub const fn number(self) -> u8 {
                self as u8
            }

            /// The value with this number; `None` if there is none
            pub const fn from_number(number: u8) -> Option<Self> {
                // The compiler makes nothing of this, and a table of an array.
                match number {
                    $($number => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}
