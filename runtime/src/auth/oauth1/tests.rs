//! What RFC 5849 and Postman sign.

use super::*;
use crate::auth::testing::{authorization, request, typed};

const FORM: &str = "application/x-www-form-urlencoded";
const URL: &str = "http://h.test/p?b=2&a=1";

fn scheme() -> OAuth1 {
    OAuth1::new("ck")
        .set("consumerSecret", "cs")
        .set("token", "tk")
        .set("tokenSecret", "ts")
        .set("version", "1.0")
}

fn in_header() -> OAuth1 {
    scheme().set("addParamsToHeader", "true")
}

fn sign(scheme: &OAuth1, request: &mut PreparedRequest) -> String {
    let moment = Moment { seconds: 1_704_164_645, nonce: "nn".to_owned() };
    scheme.sign_at(request, &moment).unwrap();
    authorization(request).unwrap_or_default()
}

fn header(method: &str, between: &str, signature: &str) -> String {
    format!(
        "OAuth oauth_consumer_key=\"ck\",oauth_token=\"tk\",oauth_signature_method=\"{method}\",\
         oauth_timestamp=\"1704164645\",oauth_nonce=\"nn\",oauth_version=\"1.0\",{between}\
         oauth_signature=\"{signature}\""
    )
}

#[test]
fn every_method_signs() {
    for (method, signature) in [
        ("HMAC-SHA1", "DhrkiQ%2Fd%2FO4perqD5idWbIGa%2BxA%3D"),
        ("HMAC-SHA256", "SYOJ9mUOhwk6Gh0uhwlk4hyu2hVGUAMpFfdFRTKptwg%3D"),
        (
            "HMAC-SHA512",
            "0ZvpVXt4k3D3XX90ty8gX9P%2FiYRLzjQp%2BTJtvvwND7P9lRUSu48ujZg%2BwfGfJUtuTniu7b4kzzvjv8ScMxs4cg%3D%3D",
        ),
        ("PLAINTEXT", "cs%26ts"),
    ] {
        let sent = sign(&in_header().set("signatureMethod", method), &mut request("GET", URL, ""));
        assert_eq!(sent, header(method, "", signature), "{method}");
    }
}

#[test]
fn parameters_are_sent_where_the_collection_says() {
    let mut query = request("GET", URL, "");
    assert_eq!(sign(&scheme(), &mut query), "");
    assert_eq!(
        query.url.query().unwrap_or_default(),
        "b=2&a=1&oauth_consumer_key=ck&oauth_token=tk&oauth_signature_method=HMAC-SHA1&\
         oauth_timestamp=1704164645&oauth_nonce=nn&oauth_version=1.0&\
         oauth_signature=DhrkiQ%2Fd%2FO4perqD5idWbIGa%2BxA%3D"
    );
    let mut form = typed("POST", URL, "z=1%202&a=b%26c", FORM);
    sign(&scheme(), &mut form);
    assert_eq!(form.url.query(), Some("b=2&a=1"));
    assert_eq!(
        body_of(&form).unwrap(),
        "z=1%202&a=b%26c&oauth_consumer_key=ck&oauth_token=tk&oauth_signature_method=HMAC-SHA1&\
         oauth_timestamp=1704164645&oauth_nonce=nn&oauth_version=1.0&\
         oauth_signature=7DJdOMV6QQAt62z4v%2F9HzARoh4k%3D"
    );
    let sent = sign(&in_header(), &mut typed("POST", URL, "z=1%202&a=b%26c", FORM));
    assert_eq!(sent, header("HMAC-SHA1", "", "7DJdOMV6QQAt62z4v%2F9HzARoh4k%3D"));
    let mut json = typed("POST", URL, "{\"a\":1}", "application/json");
    sign(&scheme(), &mut json);
    assert!(json.url.as_str().ends_with("&oauth_signature=GTo5gSjh8FZy%2FZYlRVbv4jw1XYU%3D"));
}

#[test]
fn what_is_optional_is_signed() {
    let more = in_header().set("callback", "http://cb/x?y").set("verifier", "vv");
    assert_eq!(
        sign(&more, &mut request("GET", URL, "")),
        header(
            "HMAC-SHA1",
            "oauth_callback=\"http%3A%2F%2Fcb%2Fx%3Fy\",oauth_verifier=\"vv\",",
            "Pd0XoXLOBJUBb35f3fg%2BGpRaVNM%3D"
        )
    );
    let mut json = typed("POST", URL, "{\"a\":1}", "application/json");
    assert_eq!(
        sign(&in_header().set("includeBodyHash", "true"), &mut json),
        header(
            "HMAC-SHA1",
            "oauth_body_hash=\"n4nHQM60bXQYySSnisV5QdXpZSA%3D\",",
            "Zi%2BpkRVB9KKVJv4qnjCmVwufXWA%3D"
        )
    );
    let realm = sign(&in_header().set("realm", "my realm"), &mut request("GET", URL, ""));
    assert!(realm.starts_with("OAuth realm=\"my%20realm\",oauth_consumer_key="), "{realm}");
    let plain = sign(&in_header().set("disableHeaderEncoding", "true"), &mut request("GET", URL, ""));
    assert!(plain.ends_with("oauth_signature=\"DhrkiQ/d/O4perqD5idWbIGa+xA=\""), "{plain}");
}

#[test]
fn empty_parameters_are_signed_if_asked_for() {
    let empty = in_header().set("token", "").set("tokenSecret", "");
    let sent = sign(&empty, &mut request("GET", URL, ""));
    assert!(sent.ends_with("oauth_signature=\"0gTKKMAf3pZxbeb13ademBVL%2Bqo%3D\""), "{sent}");
    let sent = sign(&empty.set("addEmptyParamsToSign", "true"), &mut request("GET", URL, ""));
    assert!(sent.ends_with("oauth_signature=\"0nY%2F7e9lNrrrtO0HePzWhORIWuQ%3D\""), "{sent}");
    assert!(!sent.contains("oauth_token"), "{sent}");
}

#[test]
fn the_query_is_encoded_again() {
    let mut odd = request("GET", "http://h.test/p?a=x%20y!(1)*&b=%C3%A9+1&c&d=&oauth_nonce=old", "");
    let sent = sign(&in_header(), &mut odd);
    assert_eq!(odd.url.query(), Some("a=x%20y%21%281%29%2A&b=%C3%A9%201&c&d="));
    assert!(sent.ends_with("oauth_signature=\"3HbV4xwAUiFrIKzzCmg2C7V2zzM%3D\""), "{sent}");
}

/// RFC 5849, section 1.2, the second and third request.
#[test]
fn the_example_of_the_rfc() {
    let photos = OAuth1::new("dpf43f3p2l4k3l03")
        .set("consumerSecret", "kd94hf93k423kf44")
        .set("token", "nnch734d00sl2jdk")
        .set("tokenSecret", "pfkkdhi9sl3r4s00")
        .set("addParamsToHeader", "true");
    let mut request = request("GET", "http://photos.example.net/photos?file=vacation.jpg&size=original", "");
    let moment = Moment { seconds: 137_131_202, nonce: "chapoH".to_owned() };
    photos.sign_at(&mut request, &moment).unwrap();
    let sent = authorization(&request).unwrap();
    assert!(sent.ends_with("oauth_signature=\"MdpQcU8iPSUjWoN%2FUDMsK2sui9I%3D\""), "{sent}");
    assert!(!format!("{photos:?}").contains("kd94hf93k423kf44"));
}

#[test]
fn what_cannot_be_signed_is_told() {
    let moment = Moment { seconds: 1, nonce: "n".to_owned() };
    let mut sent = request("GET", URL, "");
    let error = scheme().set("signatureMethod", "RSA-SHA1").sign_at(&mut sent, &moment).unwrap_err();
    assert!(error.is_argument() && error.to_string().contains("RSA-SHA256"), "{error}");
    let rsa = scheme().set("signatureMethod", "RSA-SHA256").set("privateKey", "no key");
    let error = rsa.sign_at(&mut sent, &moment).unwrap_err();
    assert!(error.to_string().contains("PEM") && !error.to_string().contains("no key"), "{error}");
}
