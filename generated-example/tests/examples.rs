//! Every saved JSON body is read by its type and written back as the same JSON.

use sunshine::types;

struct Example {
    /// Its place in the collection.
    pointer: &'static str,
    /// What the type writes after it read the text.
    check: fn(&str) -> serde_json::Result<serde_json::Value>,
    text: &'static str,
}

macro_rules! check {
    ($type:ty) => {
        |text| serde_json::to_value(serde_json::from_str::<$type>(text)?)
    };
}

#[test]
fn every_saved_body_survives_its_type() {
    let mut failures = Vec::new();
    for example in EXAMPLES {
        let expected: serde_json::Value = serde_json::from_str(example.text).unwrap_or_default();
        match (example.check)(example.text) {
            Ok(written) if written == expected => {}
            Ok(written) => failures.push(format!("{} comes back as {written}", example.pointer)),
            Err(error) => failures.push(format!("{} is not read: {error}", example.pointer)),
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

const EXAMPLES: &[Example] = &[
    Example {
        pointer: "/item/0/item/0/response/0",
        check: check!(types::ListIntegrationsResponse),
        text: r#"{
  "integrations": [
    {
      "id": "65f21c91305c31d197132351",
      "type": "custom",
      "status": "active",
      "displayName": "Order desk",
      "webhooks": [
        {
          "id": "65ff3bf80446320e9d2afd5b",
          "target": "https://desk.harbour.example/hooks",
          "triggers": [
            "conversation:message",
            "user:merge"
          ],
          "includeFullUser": true,
          "includeFullSource": false
        }
      ]
    },
    {
      "id": "65f2711f45a4ad9dee78d08d",
      "type": "web",
      "status": "inactive",
      "displayName": null,
      "brandColor": "1d6f6a",
      "fixedIntroPane": false,
      "originWhitelist": [
        "https://harbour.example",
        "https://www.harbour.example"
      ]
    }
  ],
  "meta": {
    "hasMore": false
  },
  "links": {}
}"#,
    },
    Example {
        pointer: "/item/0/item/0/response/1",
        check: check!(types::ListIntegrationsResponse),
        text: r#"{
  "integrations": [],
  "meta": {
    "hasMore": false
  }
}"#,
    },
    Example {
        pointer: "/item/0/item/0/response/2",
        check: check!(types::ErrorBody),
        text: r#"{
  "errors": [
    {
      "code": "app_not_found",
      "title": "There is no such app."
    }
  ]
}"#,
    },
    Example {
        pointer: "/item/0/item/1/request/body/raw",
        check: check!(types::CreateIntegrationRequest),
        text: r#"{
    "type": "custom",
    "status": "active",
    "displayName": "Order desk",
    "webhooks": [
        {
            "target": "https://desk.harbour.example/hooks",
            "triggers": [
                "conversation:message",
                "user:merge"
            ],
            "includeFullUser": true,
            "includeFullSource": false
        }
    ]
}"#,
    },
    Example {
        pointer: "/item/0/item/1/response/0",
        check: check!(types::CreateIntegrationResponse),
        text: r#"{
  "integration": {
    "id": "65f21c91305c31d197132351",
    "type": "custom",
    "status": "active",
    "displayName": "Order desk",
    "webhooks": [
      {
        "id": "65ff3bf80446320e9d2afd5b",
        "target": "https://desk.harbour.example/hooks",
        "triggers": [
          "conversation:message",
          "user:merge"
        ],
        "includeFullUser": true,
        "includeFullSource": false
      }
    ]
  }
}"#,
    },
    Example {
        pointer: "/item/0/item/1/response/1",
        check: check!(types::CreateIntegrationResponse),
        text: r#"{
  "integration": {
    "id": "65f2711f45a4ad9dee78d08d",
    "type": "web",
    "status": "inactive",
    "displayName": null,
    "brandColor": "1d6f6a",
    "fixedIntroPane": false,
    "originWhitelist": [
      "https://harbour.example",
      "https://www.harbour.example"
    ]
  }
}"#,
    },
    Example {
        pointer: "/item/0/item/1/response/2",
        check: check!(types::BadRequestBody),
        text: r#"{
  "errors": [
    {
      "code": "bad_request",
      "title": "type is not known",
      "source": {
        "pointer": "/type"
      }
    }
  ]
}"#,
    },
    Example {
        pointer: "/item/0/item/1/response/3",
        check: check!(types::ErrorBody),
        text: r#"{
  "errors": [
    {
      "code": "payment_required",
      "title": "The plan does not include this channel."
    }
  ]
}"#,
    },
    Example {
        pointer: "/item/0/item/2/request/body/raw",
        check: check!(types::CreateAppKeyRequest),
        text: r#"{
    "displayName": "My custom key"
}"#,
    },
    Example {
        pointer: "/item/0/item/2/response/0",
        check: check!(types::CreateAppKeyResponse),
        text: r#"{
  "key": {
    "id": "int_5e4b0f225aca01092928f917",
    "displayName": "My custom key",
    "secret": "example-integration-key-secret"
  }
}"#,
    },
    Example {
        pointer: "/item/0/item/2/response/1",
        check: check!(types::BadRequestBody),
        text: r#"{
  "errors": [
    {
      "code": "bad_request",
      "title": "displayName is missing."
    }
  ]
}"#,
    },
    Example {
        pointer: "/item/0/item/2/response/2",
        check: check!(types::ErrorBody),
        text: r#"{
  "errors": [
    {
      "code": "unauthorized",
      "title": "The key or its secret is not right."
    }
  ]
}"#,
    },
    Example {
        pointer: "/item/0/item/2/response/3",
        check: check!(types::ErrorBody),
        text: r#"{
  "errors": [
    {
      "code": "forbidden",
      "title": "The key may not do this."
    }
  ]
}"#,
    },
    Example {
        pointer: "/item/0/item/3/response/0",
        check: check!(types::ListIntegrationKeysResponse),
        text: r#"{
  "keys": [
    {
      "id": "int_5e4b0f225aca01092928f917",
      "displayName": "My custom key",
      "secret": "exam..."
    },
    {
      "id": "int_65fd1b393d8bcbc6462528a2",
      "displayName": "Second key",
      "secret": "exam..."
    }
  ]
}"#,
    },
    Example {
        pointer: "/item/0/item/3/response/1",
        check: check!(types::ErrorBody),
        text: r#"{
  "errors": [
    {
      "code": "integration_not_found",
      "title": "There is no such integration."
    }
  ]
}"#,
    },
    Example {
        pointer: "/item/0/item/4/response/1",
        check: check!(types::ErrorBody),
        text: r#"{
  "errors": [
    {
      "code": "forbidden",
      "title": "The key may not do this."
    }
  ]
}"#,
    },
    Example {
        pointer: "/item/0/item/4/response/2",
        check: check!(types::ErrorBody),
        text: r#"{
  "errors": [
    {
      "code": "key_not_found",
      "title": "There is no such key."
    }
  ]
}"#,
    },
    Example {
        pointer: "/item/1/item/0/response/0",
        check: check!(types::ListAppsResponse),
        text: r#"{
  "apps": [
    {
      "id": "65fd00e1fcc51b72378d7c6e",
      "displayName": "Harbour Coffee",
      "subdomain": "harbour",
      "settings": {
        "conversationRetentionSeconds": 7776000,
        "maskCreditCardNumbers": true,
        "useAnimalNames": false
      },
      "metadata": {}
    },
    {
      "id": "65febef0442bb07a8e7f82ed",
      "displayName": "Harbour Bakery",
      "subdomain": null,
      "settings": {
        "conversationRetentionSeconds": null,
        "maskCreditCardNumbers": false,
        "useAnimalNames": true,
        "echoPostback": true
      },
      "metadata": {
        "region": "north"
      }
    }
  ],
  "meta": {
    "hasMore": true,
    "afterCursor": "65febef0442bb07a8e7f82ed"
  },
  "links": {
    "next": "https://api.smooch.io/v2/apps?page[after]=65febef0442bb07a8e7f82ed"
  }
}"#,
    },
    Example {
        pointer: "/item/1/item/0/response/1",
        check: check!(types::ListAppsResponse),
        text: r#"{
  "apps": [
    {
      "id": "65febef0442bb07a8e7f82ed",
      "displayName": "Harbour Bakery",
      "subdomain": null,
      "settings": {
        "conversationRetentionSeconds": null,
        "maskCreditCardNumbers": false,
        "useAnimalNames": true,
        "echoPostback": true
      },
      "metadata": {
        "region": "north"
      }
    }
  ],
  "meta": {
    "hasMore": false
  },
  "links": {
    "next": null
  }
}"#,
    },
    Example {
        pointer: "/item/1/item/0/response/2",
        check: check!(types::ErrorBody),
        text: r#"{
  "errors": [
    {
      "code": "unauthorized",
      "title": "The key or its secret is not right."
    }
  ]
}"#,
    },
    Example {
        pointer: "/item/1/item/1/request/body/raw",
        check: check!(types::CreateAppRequest),
        text: r#"{
    "displayName": "Harbour Coffee",
    "settings": {
        "maskCreditCardNumbers": true,
        "useAnimalNames": false
    },
    "metadata": {
        "region": "north"
    }
}"#,
    },
    Example {
        pointer: "/item/1/item/1/response/0",
        check: check!(types::CreateAppResponse),
        text: r#"{
  "app": {
    "id": "65fd00e1fcc51b72378d7c6e",
    "displayName": "Harbour Coffee",
    "subdomain": "harbour",
    "settings": {
      "conversationRetentionSeconds": 7776000,
      "maskCreditCardNumbers": true,
      "useAnimalNames": false
    },
    "metadata": {}
  }
}"#,
    },
    Example {
        pointer: "/item/1/item/1/response/1",
        check: check!(types::CreateAppResponse),
        text: r#"{
  "app": {
    "id": "65febef0442bb07a8e7f82ed",
    "displayName": "Harbour Bakery",
    "subdomain": null,
    "settings": {
      "conversationRetentionSeconds": null,
      "maskCreditCardNumbers": false,
      "useAnimalNames": true,
      "echoPostback": true
    },
    "metadata": {
      "region": "north"
    }
  }
}"#,
    },
    Example {
        pointer: "/item/1/item/1/response/2",
        check: check!(types::BadRequestBody),
        text: r#"{
  "errors": [
    {
      "code": "bad_request",
      "title": "displayName must not be empty",
      "source": {
        "pointer": "/displayName"
      }
    }
  ]
}"#,
    },
    Example {
        pointer: "/item/1/item/1/response/3",
        check: check!(types::ErrorBody),
        text: r#"{
  "errors": [
    {
      "code": "forbidden",
      "title": "The key may not do this."
    }
  ]
}"#,
    },
    Example {
        pointer: "/item/1/item/2/response/0",
        check: check!(postwright_runtime::Json),
        text: "{}",
    },
    Example {
        pointer: "/item/1/item/2/response/1",
        check: check!(types::ErrorBody),
        text: r#"{
  "errors": [
    {
      "code": "app_not_found",
      "title": "There is no such app."
    }
  ]
}"#,
    },
    Example {
        pointer: "/item/1/item/3/item/0/request/body/raw",
        check: check!(types::CreateAppKeyRequest),
        text: r#"{
    "displayName": "Nightly export"
}"#,
    },
    Example {
        pointer: "/item/1/item/3/item/0/response/0",
        check: check!(types::CreateAppKeyResponse),
        text: r#"{
  "key": {
    "id": "app_65fcc6678a4a0c5a573c11c8",
    "displayName": "Nightly export",
    "secret": "example-app-key-secret"
  }
}"#,
    },
    Example {
        pointer: "/item/1/item/3/item/0/response/1",
        check: check!(types::ErrorBody),
        text: r#"{
  "errors": [
    {
      "code": "key_limit",
      "title": "An app has ten keys at most."
    }
  ]
}"#,
    },
    Example {
        pointer: "/item/2/item/0/request/body/raw",
        check: check!(types::CreateUserRequest),
        text: r#"{
    "externalId": "guest-42",
    "signedUpAt": "2026-03-01T18:19:21.000Z",
    "toBeRetained": true,
    "profile": {
        "givenName": "Ada",
        "surname": "Marsh",
        "email": "ada@harbour.example",
        "locale": "en-GB"
    },
    "metadata": {
        "tier": "gold",
        "visits": 12
    }
}"#,
    },
    Example {
        pointer: "/item/2/item/0/response/0",
        check: check!(types::UserBody),
        text: r#"{
  "user": {
    "id": "65fd066f282881bc8559316a",
    "externalId": "guest-42",
    "signedUpAt": "2026-03-01T18:19:21.000Z",
    "toBeRetained": true,
    "profile": {
      "givenName": "Ada",
      "surname": "Marsh",
      "email": "ada@harbour.example",
      "avatarUrl": "https://harbour.example/ada.png",
      "locale": "en-GB"
    },
    "identities": [
      {
        "type": "email",
        "value": "ada@harbour.example"
      }
    ],
    "metadata": {
      "tier": "gold",
      "visits": 12
    }
  }
}"#,
    },
    Example {
        pointer: "/item/2/item/0/response/1",
        check: check!(types::ErrorBody),
        text: r#"{
  "errors": [
    {
      "code": "user_conflict",
      "title": "externalId is taken."
    }
  ]
}"#,
    },
    Example {
        pointer: "/item/2/item/0/response/2",
        check: check!(types::ErrorBody),
        text: r#"{
  "errors": [
    {
      "code": "too_many_requests",
      "title": "Slow down."
    }
  ]
}"#,
    },
    Example {
        pointer: "/item/2/item/1/response/0",
        check: check!(types::GetUserResponse),
        text: r#"{
  "user": {
    "id": "65fd066f282881bc8559316a",
    "externalId": "guest-42",
    "signedUpAt": "2026-03-01T18:19:21.000Z",
    "toBeRetained": true,
    "profile": {
      "givenName": "Ada",
      "surname": "Marsh",
      "email": "ada@harbour.example",
      "avatarUrl": "https://harbour.example/ada.png",
      "locale": "en-GB"
    },
    "identities": [
      {
        "type": "email",
        "value": "ada@harbour.example"
      }
    ],
    "metadata": {
      "tier": "gold",
      "visits": 12
    }
  }
}"#,
    },
    Example {
        pointer: "/item/2/item/1/response/1",
        check: check!(types::GetUserResponse),
        text: r#"{
  "user": {
    "id": "65f7d230234406e750a3530a",
    "externalId": null,
    "signedUpAt": null,
    "toBeRetained": false,
    "profile": {
      "givenName": "Bo",
      "locale": "fr-FR"
    },
    "identities": [],
    "metadata": {}
  }
}"#,
    },
    Example {
        pointer: "/item/2/item/1/response/2",
        check: check!(types::ErrorBody),
        text: r#"{
  "errors": [
    {
      "code": "user_not_found",
      "title": "There is no such user."
    }
  ]
}"#,
    },
    Example {
        pointer: "/item/2/item/2/request/body/raw",
        check: check!(types::UpdateUserRequest),
        text: r#"{
    "profile": {
        "givenName": "Ada",
        "surname": null
    },
    "toBeRetained": false
}"#,
    },
    Example {
        pointer: "/item/2/item/2/response/0",
        check: check!(types::UserBody),
        text: r#"{
  "user": {
    "id": "65fd066f282881bc8559316a",
    "externalId": "guest-42",
    "signedUpAt": "2026-03-01T18:19:21.000Z",
    "toBeRetained": true,
    "profile": {
      "givenName": "Ada",
      "surname": "Marsh",
      "email": "ada@harbour.example",
      "avatarUrl": "https://harbour.example/ada.png",
      "locale": "en-GB"
    },
    "identities": [
      {
        "type": "email",
        "value": "ada@harbour.example"
      }
    ],
    "metadata": {
      "tier": "gold",
      "visits": 12
    }
  }
}"#,
    },
    Example {
        pointer: "/item/3/item/0/request/body/raw",
        check: check!(types::CreateConversationRequest),
        text: r#"{
    "type": "personal",
    "participants": [
        {
            "userExternalId": "guest-42",
            "subscribeSDKClient": false
        }
    ],
    "displayName": "Order 7",
    "metadata": {
        "order": 7
    }
}"#,
    },
    Example {
        pointer: "/item/3/item/0/response/0",
        check: check!(types::CreateConversationResponse),
        text: r#"{
  "conversation": {
    "id": "a85ba4f2c1d34e",
    "type": "personal",
    "displayName": "Order 7",
    "description": null,
    "isDefault": false,
    "businessLastRead": null,
    "lastUpdatedAt": "2026-03-01T18:19:21.123Z",
    "participants": [
      {
        "id": "c7c7c7c7c7c7",
        "userId": "65fd066f282881bc8559316a",
        "unreadCount": 0,
        "clientAssociations": [
          {
            "type": "web",
            "clientId": "65fb2f5c29bc6fec55849d85",
            "presence": {
              "devices": [
                {
                  "online": true,
                  "seen": [
                    "2026-03-01T18:19:21.123Z"
                  ]
                }
              ]
            }
          }
        ]
      }
    ],
    "metadata": {
      "order": 7
    }
  }
}"#,
    },
    Example {
        pointer: "/item/3/item/0/response/1",
        check: check!(types::BadRequestBody),
        text: r#"{
  "errors": [
    {
      "code": "bad_request",
      "title": "type is missing."
    }
  ]
}"#,
    },
    Example {
        pointer: "/item/3/item/1/response/0",
        check: check!(types::ListConversationsResponse),
        text: r#"{
  "conversations": [
    {
      "id": "a85ba4f2c1d34e",
      "type": "personal",
      "displayName": "Order 7",
      "description": null,
      "isDefault": false,
      "businessLastRead": null,
      "lastUpdatedAt": "2026-03-01T18:19:21.123Z",
      "participants": [
        {
          "id": "c7c7c7c7c7c7",
          "userId": "65fd066f282881bc8559316a",
          "unreadCount": 0,
          "clientAssociations": [
            {
              "type": "web",
              "clientId": "65fb2f5c29bc6fec55849d85",
              "presence": {
                "devices": [
                  {
                    "online": true,
                    "seen": [
                      "2026-03-01T18:19:21.123Z"
                    ]
                  }
                ]
              }
            }
          ]
        }
      ],
      "metadata": {
        "order": 7
      }
    },
    {
      "id": "b96cb5f3d2e45f",
      "type": "personal",
      "displayName": null,
      "description": null,
      "isDefault": false,
      "businessLastRead": "2026-03-02T08:00:00.000Z",
      "lastUpdatedAt": "2026-03-01T18:19:21.123Z",
      "participants": [],
      "metadata": {}
    }
  ],
  "meta": {
    "hasMore": false
  }
}"#,
    },
    Example {
        pointer: "/item/3/item/2/response/1",
        check: check!(types::ErrorBody),
        text: r#"{
  "errors": [
    {
      "code": "conversation_not_found",
      "title": "There is no such conversation."
    }
  ]
}"#,
    },
    Example {
        pointer: "/item/3/item/3/item/0/request/body/raw",
        check: check!(types::PostMessageRequest),
        text: r#"{
    "author": {
        "type": "business",
        "displayName": "Harbour desk"
    },
    "content": {
        "type": "text",
        "text": "Your order is ready."
    }
}"#,
    },
    Example {
        pointer: "/item/3/item/3/item/0/response/0",
        check: check!(types::PostMessageResponse),
        text: r#"{
  "messages": [
    {
      "id": "65f92735c7b546d73991cfd1",
      "received": "2026-03-01T18:19:21.123Z",
      "author": {
        "type": "business",
        "displayName": "Harbour desk",
        "avatarUrl": null
      },
      "content": {
        "type": "text",
        "text": "Your order is ready.",
        "actions": [
          {
            "type": "link",
            "text": "See it",
            "uri": "https://harbour.example/orders/7",
            "default": true
          }
        ]
      },
      "source": {
        "type": "api:conversations",
        "integrationId": null
      }
    }
  ]
}"#,
    },
    Example {
        pointer: "/item/3/item/3/item/0/response/1",
        check: check!(types::PostMessageResponse),
        text: r#"{
  "messages": [
    {
      "id": "65fb90910563825b496484e4",
      "received": "2026-03-01T18:20:02.001Z",
      "author": {
        "type": "user",
        "userId": "65fd066f282881bc8559316a",
        "displayName": "Ada",
        "avatarUrl": "https://harbour.example/ada.png"
      },
      "content": {
        "type": "image",
        "mediaUrl": "https://harbour.example/cup.png",
        "mediaSize": 24576,
        "altText": "A cup"
      },
      "source": {
        "type": "web",
        "integrationId": "65f2711f45a4ad9dee78d08d",
        "originalMessageTimestamp": "2026-03-01T18:20:01.000Z"
      }
    }
  ]
}"#,
    },
    Example {
        pointer: "/item/3/item/3/item/0/response/2",
        check: check!(types::ErrorBody),
        text: r#"{
  "errors": [
    {
      "code": "forbidden",
      "title": "The key may not do this."
    }
  ]
}"#,
    },
    Example {
        pointer: "/item/4/item/0/response/0",
        check: check!(types::UploadAttachmentResponse),
        text: r#"{
  "attachment": {
    "mediaUrl": "https://media.smooch.io/apps/65fd00e1fcc51b72378d7c6e/cup.png",
    "mediaType": "image/png",
    "mediaSize": 24576
  }
}"#,
    },
    Example {
        pointer: "/item/4/item/0/response/1",
        check: check!(types::ErrorBody),
        text: r#"{
  "errors": [
    {
      "code": "payload_too_large",
      "title": "A file has 50 MB at most."
    }
  ]
}"#,
    },
];
