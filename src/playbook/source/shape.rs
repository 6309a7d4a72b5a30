//! How the shapes are declared: once, field by field, with everything that follows from a field.

/// Things that merge field by field.
macro_rules! shapes {
    ($($(#[$about:meta])* pub struct $name:ident { $($(#[$note:meta])* $field:ident: $shape:ty,)* })*) => { $(
        #[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        $(#[$about])*
        pub struct $name { $($(#[$note])* pub $field: $shape,)* }

        impl Fields for $name {
            fn take(&mut self, new: Self, into: &mut Laying<'_>) {
                $(self.$field.lay(new.$field, into);)*
            }
        }
    )* };
}

/// The file, whose keys are read one by one so that all faults of all of them are told.
macro_rules! playbook {
    ($(#[$about:meta])* pub struct $name:ident { $($(#[$note:meta])* $field:ident: $shape:ty,)* }) => {
        $(#[$about])*
        #[derive(Clone, Debug, Default, JsonSchema)]
        #[schemars(rename = "playbook", deny_unknown_fields, transform = form::titled)]
        pub struct $name {
            $($(#[$note])* pub $field: $shape,)*
            /// The whole file.
            #[schemars(skip)]
            pub at: Span,
            /// Ids in parts that could not be read: who refers to them is not at fault.
            #[schemars(skip)]
            pub lost: Vec<String>,
        }

        impl $name {
            /// What a file may hold.
            pub const KEYS: &[&str] = &[$(stringify!($field)),*];

            /// Reads the value of a key; gives it back where there is no such key.
            fn set(&mut self, key: &str, node: Node, faults: &mut Faults) -> Option<Node> {
                match key {
                    $(stringify!($field) => self.$field = decode::Entry::read(node, faults, &mut self.lost),)*
                    _ => return Some(node),
                }
                None
            }
        }
    };
}
