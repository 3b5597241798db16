"""Large bodies for `benchmarks/bodies`: what real services answer with, in shape; the values are made up.

The members come in the order in which such services write them. Nothing is random: each run makes the same bytes.
"""


def atlas():
    """A sharded cluster over three clouds."""
    return {
        "advancedConfiguration": {
            "customOpensslCipherConfigTls12": ["TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"],
            "minimumEnabledTlsProtocol": "TLS1_2",
            "tlsCipherConfigMode": "CUSTOM",
        },
        "backupEnabled": True,
        "biConnector": {"enabled": False, "readPreference": "SECONDARY"},
        "clusterType": "GEOSHARDED",
        "configServerManagementMode": "ATLAS_MANAGED",
        "configServerType": "DEDICATED",
        "connectionStrings": {
            "awsPrivateLink": {"vpce-0a1b2c3d4e5f60718": "mongodb://pl-0-eu-west-1.orders.example.net:1024"},
            "awsPrivateLinkSrv": {"vpce-0a1b2c3d4e5f60718": "mongodb+srv://orders-pl-0.example.net"},
            "privateEndpoint": [
                {
                    "connectionString": f"mongodb://pl-{at}-eu-west-1.orders.example.net:1024,1025,1026/?ssl=true",
                    "endpoints": [
                        {"endpointId": f"vpce-0a1b2c3d4e5f6071{at}", "providerName": "AWS", "region": "EU_WEST_1"},
                    ],
                    "srvConnectionString": f"mongodb+srv://orders-pl-{at}.example.net",
                    "type": "MONGOS",
                }
                for at in range(3)
            ],
            "standard": ",".join(f"mongodb://orders-shard-00-{at:02}.example.net:27016" for at in range(9)),
            "standardSrv": "mongodb+srv://orders.example.net",
        },
        "createDate": "2025-03-14T08:15:30Z",
        "diskWarmingMode": "FULLY_WARMED",
        "encryptionAtRestProvider": "AWS",
        "featureCompatibilityVersion": "8.0",
        "globalClusterSelfManagedSharding": False,
        "groupId": "5f1d7c3b9a8e6d4c2b0a1f3e",
        "id": "64b0a9f8e7d6c5b4a3f2e1d0",
        "labels": [{"key": f"label-{at}", "value": f"value of label {at}"} for at in range(4)],
        "links": [
            {"href": f"https://cloud.example.com/groups/5f1d7c3b9a8e6d4c2b0a1f3e/clusters/orders{path}", "rel": rel}
            for path, rel in [("", "self"), ("/backup/snapshots", "snapshots"), ("/restoreJobs", "restores")]
        ],
        "mongoDBMajorVersion": "8.0",
        "mongoDBVersion": "8.0.12",
        "name": "orders",
        "paused": False,
        "pitEnabled": True,
        "redactClientLogData": False,
        "replicaSetScalingStrategy": "WORKLOAD_TYPE",
        "replicationSpecs": [
            {
                "id": f"64b0a9f8e7d6c5b4a3f2e1{shard:02x}",
                "regionConfigs": [
                    region("AWS", "EU_WEST_1", "M100", 7, {"diskIOPS": 3000, "ebsVolumeType": "STANDARD"}),
                    region("AZURE", "EUROPE_WEST", "M90", 6, {"diskIOPS": 5000}),
                    region("GCP", "WESTERN_EUROPE", "M250", 5, {}),
                ],
                "zoneId": f"64b0a9f8e7d6c5b4a3f2f2{shard:02x}",
                "zoneName": f"Zone {shard + 1}",
            }
            for shard in range(3)
        ],
        "rootCertType": "ISRGROOTX1",
        "stateName": "IDLE",
        "tags": [
            {"key": key, "value": value}
            for key, value in [("team", "checkout"), ("stage", "production"), ("cost-centre", "4711"), ("tier", "gold")]
        ],
        "terminationProtectionEnabled": True,
        "versionReleaseSystem": "LTS",
    }


def region(provider, name, size, priority, more):
    """A region of a shard. The sizes are such that only one provider has them, since exactly one must fit."""

    def hardware(nodes):
        return {"diskSizeGB": 512.0, "instanceSize": size, "nodeCount": nodes, **more}

    scaling = {
        "compute": {"enabled": True, "maxInstanceSize": size, "minInstanceSize": size, "scaleDownEnabled": True},
        "diskGB": {"enabled": True},
    }
    return {
        "analyticsAutoScaling": scaling,
        "analyticsSpecs": hardware(1),
        "autoScaling": scaling,
        "effectiveAnalyticsSpecs": hardware(1),
        "effectiveElectableSpecs": hardware(3),
        "effectiveReadOnlySpecs": hardware(0),
        "electableSpecs": hardware(3),
        "priority": priority,
        "providerName": provider,
        "readOnlySpecs": hardware(0),
        "regionName": name,
    }


def kubernetes():
    """A pod of three containers and one that prepares them, as a cluster answers."""
    names = ["web", "worker", "metrics"]
    pod = "checkout-6d5f7c9b8-x2x4k"
    return {
        "kind": "Pod",
        "apiVersion": "v1",
        "metadata": {
            "name": pod,
            "generateName": "checkout-6d5f7c9b8-",
            "namespace": "shop",
            "uid": "3f0d9a52-6a0f-4a5e-9d43-0d6c1d6f2b11",
            "resourceVersion": "81273645",
            "creationTimestamp": "2025-06-01T12:00:00Z",
            "labels": {
                "app.kubernetes.io/name": "checkout", "app.kubernetes.io/part-of": "shop", "pod-template-hash": "6d5f7c9b8",
            },
            "annotations": {"prometheus.io/scrape": "true", "prometheus.io/port": "9102", "example.com/revision": "1742"},
            "ownerReferences": [{
                "apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "checkout-6d5f7c9b8",
                "uid": "b9c2a7e4-13de-4d56-8f0a-5a1f5a0c7e22", "controller": True, "blockOwnerDeletion": True,
            }],
            "managedFields": [{
                "manager": "kube-controller-manager", "operation": "Update", "apiVersion": "v1",
                "time": "2025-06-01T12:00:00Z", "fieldsType": "FieldsV1",
                "fieldsV1": {
                    "f:metadata": {"f:labels": {".": {}, "f:pod-template-hash": {}}}, "f:spec": {"f:containers": {}},
                },
            }],
        },
        "spec": {
            "volumes": [
                {"name": "settings", "configMap": {"name": "checkout-settings", "defaultMode": 420}},
                {"name": "keys", "secret": {"secretName": "checkout-keys", "defaultMode": 256}},
                {"name": "scratch", "emptyDir": {"sizeLimit": "2Gi"}},
                {"name": "data", "persistentVolumeClaim": {"claimName": "checkout-data"}},
                {"name": "kube-api-access", "projected": {"defaultMode": 420, "sources": [
                    {"serviceAccountToken": {"expirationSeconds": 3607, "path": "token"}},
                    {"configMap": {"name": "kube-root-ca.crt", "items": [{"key": "ca.crt", "path": "ca.crt"}]}},
                ]}},
            ],
            "initContainers": [container("migrate", 0)],
            "containers": [container(name, at) for at, name in enumerate(names)],
            "restartPolicy": "Always",
            "terminationGracePeriodSeconds": 30,
            "dnsPolicy": "ClusterFirst",
            "nodeSelector": {"kubernetes.io/os": "linux", "example.com/pool": "general"},
            "serviceAccountName": "checkout",
            "nodeName": "node-17.example.net",
            "securityContext": {
                "runAsUser": 10001, "runAsNonRoot": True, "fsGroup": 10001, "supplementalGroups": [10001, 10002],
            },
            "imagePullSecrets": [{"name": "registry"}],
            "affinity": {"podAntiAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": [{
                "weight": 100,
                "podAffinityTerm": {
                    "labelSelector": {"matchExpressions": [
                        {"key": "app.kubernetes.io/name", "operator": "In", "values": ["checkout"]},
                    ]},
                    "topologyKey": "topology.kubernetes.io/zone",
                },
            }]}},
            "schedulerName": "default-scheduler",
            "tolerations": [
                {"key": f"node.kubernetes.io/{why}", "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 300}
                for why in ["not-ready", "unreachable"]
            ],
            "priority": 1000,
            "enableServiceLinks": False,
            "topologySpreadConstraints": [{
                "maxSkew": 1, "topologyKey": "topology.kubernetes.io/zone", "whenUnsatisfiable": "ScheduleAnyway",
                "labelSelector": {"matchLabels": {"app.kubernetes.io/name": "checkout"}},
            }],
        },
        "status": {
            "phase": "Running",
            "conditions": [
                {
                    "type": kind, "status": "True", "lastProbeTime": "2025-06-01T12:00:20Z",
                    "lastTransitionTime": "2025-06-01T12:00:20Z",
                }
                for kind in ["Initialized", "Ready", "ContainersReady", "PodScheduled"]
            ],
            "hostIP": "192.0.2.17",
            "hostIPs": [{"ip": "192.0.2.17"}],
            "podIP": "198.51.100.61",
            "podIPs": [{"ip": "198.51.100.61"}, {"ip": "2001:db8::3d"}],
            "startTime": "2025-06-01T12:00:02Z",
            "containerStatuses": [
                {
                    "name": name, "state": {"running": {"startedAt": "2025-06-01T12:00:12Z"}}, "lastState": {}, "ready": True,
                    "restartCount": 0, "image": f"registry.example.com/shop/{name}:4.2.0",
                    "imageID": f"registry.example.com/shop/{name}@sha256:{'0a1b2c3d' * 8}",
                    "containerID": f"containerd://{'9f8e7d6c' * 8}", "started": True,
                }
                for name in names
            ],
            "qosClass": "Burstable",
        },
    }


def container(name, at):
    """A container of the pod."""

    def probe(path):
        return {
            "httpGet": {"path": path, "port": 8080 + at, "scheme": "HTTP"}, "initialDelaySeconds": 5, "timeoutSeconds": 2,
            "periodSeconds": 10, "successThreshold": 1, "failureThreshold": 3,
        }

    return {
        "name": name,
        "image": f"registry.example.com/shop/{name}:4.2.0",
        "command": [f"/usr/local/bin/{name}"],
        "args": ["--config=/etc/checkout/settings.yaml", "--log-format=json", f"--shard={at}"],
        "ports": [{"name": "http", "containerPort": 8080 + at, "protocol": "TCP"}, {"name": "metrics", "containerPort": 9102}],
        "env": [
            {"name": "POD_NAME", "valueFrom": {"fieldRef": {"apiVersion": "v1", "fieldPath": "metadata.name"}}},
            {"name": "API_KEY", "valueFrom": {"secretKeyRef": {"name": "checkout-keys", "key": "api"}}},
            {"name": "LEVEL", "value": "info"},
            *({"name": f"FEATURE_{flag}", "value": "on"} for flag in ["BASKET", "COUPONS", "GIFTS", "INVOICES"]),
        ],
        "resources": {"limits": {"cpu": "2", "memory": "1Gi"}, "requests": {"cpu": "250m", "memory": "512Mi"}},
        "volumeMounts": [
            {"name": "settings", "readOnly": True, "mountPath": "/etc/checkout"},
            {"name": "keys", "readOnly": True, "mountPath": "/etc/keys"},
            {"name": "scratch", "mountPath": "/tmp"},
            {"name": "data", "mountPath": "/var/lib/checkout", "subPath": name},
        ],
        "livenessProbe": probe("/live"),
        "readinessProbe": probe("/ready"),
        "terminationMessagePath": "/dev/termination-log",
        "terminationMessagePolicy": "File",
        "imagePullPolicy": "IfNotPresent",
        "securityContext": {
            "capabilities": {"drop": ["ALL"]}, "readOnlyRootFilesystem": True, "allowPrivilegeEscalation": False,
            "seccompProfile": {"type": "RuntimeDefault"},
        },
    }


def stripe():
    """A charge with what it refers to: the customer, the movements of money, the intent, and two refunds."""
    address = {
        "city": "Berlin", "country": "DE", "line1": "Musterstraße 1", "line2": None, "postal_code": "10115", "state": None,
    }
    customer = {
        "id": "cus_0001made", "object": "customer", "address": address, "balance": 0, "created": 1680000000,
        "currency": "eur", "default_source": None, "delinquent": False, "description": None,
        "discount": {
            "id": "di_0001made", "object": "discount", "checkout_session": None,
            "coupon": {
                "id": "spring", "object": "coupon", "amount_off": None, "created": 1670000000, "currency": None,
                "duration": "repeating", "duration_in_months": 3, "livemode": False, "max_redemptions": None, "metadata": {},
                "name": "Spring", "percent_off": 12.5, "redeem_by": None, "times_redeemed": 17, "valid": True,
            },
            "customer": "cus_0001made", "end": None, "invoice": None, "invoice_item": None, "promotion_code": None,
            "start": 1680000000, "subscription": None,
        },
        "email": "ada@example.com", "invoice_prefix": "A1B2C3D4",
        "invoice_settings": {"custom_fields": None, "default_payment_method": "pm_0001made", "footer": None},
        "livemode": False, "metadata": {"segment": "business", "newsletter": "no"}, "name": "Ada Example",
        "next_invoice_sequence": 12, "phone": "+49 30 0000000", "preferred_locales": ["de", "en"], "shipping": None,
        "tax_exempt": "none", "test_clock": None,
    }
    metadata = {"order": "7734-22", "basket": "b_90", "channel": "web", "shop": "Berlin", "campaign": "spring"}
    return {
        "id": "ch_0001made", "object": "charge", "amount": 12900, "amount_captured": 12900, "amount_refunded": 2400,
        "application": None, "application_fee": None, "application_fee_amount": None,
        "balance_transaction": transaction("txn_0001made", "charge", 12900),
        "billing_details": {"address": address, "email": "ada@example.com", "name": "Ada Example", "phone": None},
        "calculated_statement_descriptor": "SHOP EXAMPLE", "captured": True, "created": 1700000000, "currency": "eur",
        "customer": customer, "description": "Order 7734-22", "disputed": False, "failure_balance_transaction": None,
        "failure_code": None, "failure_message": None, "fraud_details": {}, "invoice": None, "livemode": False,
        "metadata": metadata, "on_behalf_of": None, "order": None,
        "outcome": {
            "network_status": "approved_by_network", "reason": None, "risk_level": "normal", "risk_score": 22,
            "rule": {"id": "allow_known", "action": "allow", "predicate": ":known_customer:"},
            "seller_message": "Payment complete.", "type": "authorized",
        },
        "paid": True,
        "payment_intent": {
            "id": "pi_0001made", "object": "payment_intent", "amount": 12900, "amount_capturable": 0,
            "amount_received": 12900, "application": None, "application_fee_amount": None,
            "automatic_payment_methods": {"enabled": True}, "canceled_at": None,
            "capture_method": "automatic", "client_secret": None, "confirmation_method": "automatic",
            "created": 1699999990, "currency": "eur", "customer": "cus_0001made", "description": "Order 7734-22",
            "invoice": None, "last_payment_error": None, "livemode": False, "metadata": metadata, "next_action": None,
            "on_behalf_of": None, "payment_method": "pm_0001made", "payment_method_types": ["card", "sepa_debit"],
            "processing": None, "receipt_email": None, "review": None, "setup_future_usage": "off_session",
            "shipping": None, "statement_descriptor": None, "statement_descriptor_suffix": None, "status": "succeeded",
            "transfer_data": None, "transfer_group": None,
        },
        "payment_method": "pm_0001made",
        "payment_method_details": {
            "card": {
                "brand": "visa",
                "checks": {"address_line1_check": "pass", "address_postal_code_check": "pass", "cvc_check": "pass"},
                "country": "DE", "exp_month": 8, "exp_year": 2029, "fingerprint": "MadeMadeMade0001", "funding": "credit",
                "installments": None, "last4": "4242", "mandate": None, "network": "visa",
                "three_d_secure": {
                    "authentication_flow": "challenge", "result": "authenticated", "version": "2.2.0",
                },
                "wallet": None,
            },
            "type": "card",
        },
        "receipt_email": "ada@example.com", "receipt_number": None, "receipt_url": "https://pay.example.com/receipts/0001",
        "refunded": False,
        "refunds": {
            "object": "list",
            "data": [
                {
                    "id": f"re_000{at}made", "object": "refund", "amount": 1200,
                    "balance_transaction": transaction(f"txn_re_000{at}made", "refund", -1200), "charge": "ch_0001made",
                    "created": 1700003600 + at, "currency": "eur", "metadata": {"ticket": f"T-{at}"},
                    "payment_intent": "pi_0001made", "reason": "requested_by_customer", "receipt_number": None,
                    "source_transfer_reversal": None, "status": "succeeded", "transfer_reversal": None,
                }
                for at in range(2)
            ],
            "has_more": False, "url": "/v1/charges/ch_0001made/refunds",
        },
        "review": None,
        "shipping": {"address": address, "carrier": "Post", "name": "Ada Example", "phone": None, "tracking_number": "00340"},
        "source_transfer": None, "statement_descriptor": None, "statement_descriptor_suffix": None, "status": "succeeded",
        "transfer_data": None, "transfer_group": None,
    }


def transaction(name, kind, amount):
    """A movement of money."""
    fees = [("application_fee", 90), ("stripe_fee", 215), ("tax", 41)]
    return {
        "id": name, "object": "balance_transaction", "amount": amount, "available_on": 1700600000, "created": 1700000000,
        "currency": "eur", "description": "Order 7734-22", "exchange_rate": None, "fee": 346,
        "fee_details": [
            {"amount": fee, "application": None, "currency": "eur", "description": "Processing", "type": what}
            for what, fee in fees
        ],
        "net": amount - 346, "reporting_category": kind, "source": "ch_0001made", "status": "available", "type": kind,
    }


def openai():
    """A response after some thinking, two searches, a call of a function, a run of code, and a message that cites."""
    text = "Sales rose in each quarter, and most in the third, when the shop in Lyon opened. " * 6
    return {
        "id": "resp_0001made", "object": "response", "created_at": 1750000000, "status": "completed", "background": False,
        "completed_at": 1750000042, "error": None, "incomplete_details": None,
        "instructions": "Answer in short sentences, and cite the files that you have read.", "max_output_tokens": 4096,
        "max_tool_calls": 8, "model": "gpt-5-pro",
        "output": [
            {
                "id": f"rs_000{at}made", "type": "reasoning",
                "summary": [{"type": "summary_text", "text": f"Step {at + 1}: look at the figures of the quarter. " * 2}],
            }
            for at in range(3)
        ] + [
            {
                "id": "fs_0001made", "type": "file_search_call", "status": "completed", "queries": ["sales by quarter", "Lyon"],
                "results": [
                    {
                        "file_id": f"file-{at:04}made", "filename": f"report-{at}.pdf", "score": 0.9 - at / 16,
                        "attributes": {"year": 2024, "quarter": f"Q{at + 1}", "final": True}, "text": text[: 160 + 20 * at],
                    }
                    for at in range(4)
                ],
            },
            {
                "id": "ws_0001made", "type": "web_search_call", "status": "completed",
                "action": {
                    "type": "search", "queries": ["retail sales France 2024"],
                    "sources": [{"type": "url", "url": f"https://news.example.com/2024/{at}"} for at in range(4)],
                },
            },
            {
                "id": "fc_0001made", "type": "function_call", "status": "completed", "name": "get_sales", "call_id": "call_0001made",
                "arguments": "{\"from\":\"2024-01-01\",\"to\":\"2024-12-31\",\"shops\":[\"Lyon\",\"Berlin\"]}",
            },
            {
                "id": "ci_0001made", "type": "code_interpreter_call", "status": "completed", "container_id": "cntr_0001made",
                "code": "import pandas\nframe = pandas.read_csv('sales.csv')\nprint(frame.groupby('quarter').sum())\n",
                "outputs": [{"type": "logs", "logs": "quarter  sales\nQ1  101\nQ2  117\nQ3  164\nQ4  171\n"}],
            },
            {
                "id": "msg_0001made", "type": "message", "status": "completed", "role": "assistant",
                "content": [{
                    "type": "output_text", "text": text, "logprobs": [],
                    "annotations": [
                        {"type": "file_citation", "file_id": f"file-{at:04}made", "index": 80 * at, "filename": f"report-{at}.pdf"}
                        for at in range(4)
                    ] + [
                        {
                            "type": "url_citation", "url": f"https://news.example.com/2024/{at}", "start_index": 40 * at,
                            "end_index": 40 * at + 30, "title": f"Retail in France, part {at}",
                        }
                        for at in range(4)
                    ],
                }],
            },
        ],
        "parallel_tool_calls": True, "previous_response_id": None, "prompt_cache_key": None,
        "reasoning": {"effort": "medium", "summary": "auto"}, "safety_identifier": None, "service_tier": "default",
        "temperature": 1.0, "text": {"format": {"type": "text"}, "verbosity": "medium"}, "tool_choice": "auto",
        "tools": [
            {
                "type": "function", "name": name, "description": f"Gives the {name[4:]} of some shops.", "strict": True,
                "parameters": {
                    "type": "object", "additionalProperties": False, "required": ["from", "to"],
                    "properties": {
                        "from": {"type": "string", "format": "date"}, "to": {"type": "string", "format": "date"},
                        "shops": {"type": "array", "items": {"type": "string"}},
                    },
                },
            }
            for name in ["get_sales", "get_staff", "get_stock"]
        ] + [
            {
                "type": "file_search", "vector_store_ids": ["vs_0001made"], "max_num_results": 8,
                "filters": {"type": "eq", "key": "year", "value": 2024},
            },
            {"type": "web_search", "search_context_size": "low", "user_location": {"type": "approximate", "country": "FR"}},
            {"type": "code_interpreter", "container": {"type": "auto", "file_ids": ["file-0001made"]}},
        ],
        "top_logprobs": 0, "top_p": 1.0, "truncation": "disabled",
        "usage": {
            "input_tokens": 5120, "input_tokens_details": {"cached_tokens": 1024, "cache_write_tokens": 0},
            "output_tokens": 812, "output_tokens_details": {"reasoning_tokens": 448}, "total_tokens": 5932,
        },
        "metadata": {"ticket": "T-90", "team": "retail"},
    }
