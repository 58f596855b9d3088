//! The collection into the module `sunshine`.

fn main() {
    postwright::build_script("../../collections/sunshine.postman_collection.json");
}
