curl --request PUT 'https://cloud.mongodb.com/api/atlas/v2/groups/32b6e34b3d91647abb20e7b8/integrations/PAGER_DUTY' \
  --header 'Accept: application/vnd.atlas.2023-01-01+json' \
  --header 'Content-Type: application/vnd.atlas.2023-01-01+json' \
  --header "Authorization: Bearer ${ACCESS_TOKEN:?}" \
  --data-raw '{"region":"US","serviceKey":"'"${SERVICE_KEY:?}"'","type":"PAGER_DUTY"}'

curl --request PUT 'https://cloud.mongodb.com/api/atlas/v2/groups/32b6e34b3d91647abb20e7b8/integrations/SLACK' \
  --header 'Accept: application/vnd.atlas.2023-01-01+json' \
  --header 'Content-Type: application/vnd.atlas.2023-01-01+json' \
  --header "Authorization: Bearer ${ACCESS_TOKEN:?}" \
  --data-raw '{"apiToken":"'"${API_TOKEN:?}"'","channelName":"alerts","teamName":"MongoDB","type":"SLACK"}'

curl --request PUT 'https://cloud.mongodb.com/api/atlas/v2/groups/32b6e34b3d91647abb20e7b8/integrations/DATADOG' \
  --header 'Accept: application/vnd.atlas.2023-01-01+json' \
  --header 'Content-Type: application/vnd.atlas.2023-01-01+json' \
  --header "Authorization: Bearer ${ACCESS_TOKEN:?}" \
  --data-raw '{"apiKey":"'"${API_KEY:?}"'","region":"US1_FED","sendDatabaseMetrics":true,"type":"DATADOG"}'

curl --request PUT 'https://cloud.mongodb.com/api/atlas/v2/groups/32b6e34b3d91647abb20e7b8/integrations/NEW_RELIC' \
  --header 'Accept: application/vnd.atlas.2023-01-01+json' \
  --header 'Content-Type: application/vnd.atlas.2023-01-01+json' \
  --header "Authorization: Bearer ${ACCESS_TOKEN:?}" \
  --data-raw '{"accountId":"bcc3c81b344a6030a3935c2527e2216535af7718","licenseKey":"'"${LICENSE_KEY:?}"'","readToken":"'"${READ_TOKEN:?}"'","type":"NEW_RELIC","writeToken":"'"${WRITE_TOKEN:?}"'"}'

curl --request PUT 'https://cloud.mongodb.com/api/atlas/v2/groups/32b6e34b3d91647abb20e7b8/integrations/OPS_GENIE' \
  --header 'Accept: application/vnd.atlas.2023-01-01+json' \
  --header 'Content-Type: application/vnd.atlas.2023-01-01+json' \
  --header "Authorization: Bearer ${ACCESS_TOKEN:?}" \
  --data-raw '{"apiKey":"'"${API_KEY:?}"'","type":"OPS_GENIE"}'

curl --request PUT 'https://cloud.mongodb.com/api/atlas/v2/groups/32b6e34b3d91647abb20e7b8/integrations/VICTOR_OPS' \
  --header 'Accept: application/vnd.atlas.2023-01-01+json' \
  --header 'Content-Type: application/vnd.atlas.2023-01-01+json' \
  --header "Authorization: Bearer ${ACCESS_TOKEN:?}" \
  --data-raw '{"apiKey":"'"${API_KEY:?}"'","routingKey":"'"${ROUTING_KEY:?}"'","type":"VICTOR_OPS"}'

curl --request PUT 'https://cloud.mongodb.com/api/atlas/v2/groups/32b6e34b3d91647abb20e7b8/integrations/WEBHOOK' \
  --header 'Accept: application/vnd.atlas.2023-01-01+json' \
  --header 'Content-Type: application/vnd.atlas.2023-01-01+json' \
  --header "Authorization: Bearer ${ACCESS_TOKEN:?}" \
  --data-raw '{"bodyTemplate":"'"${BODY_TEMPLATE:?}"'","headersTemplate":"'"${HEADERS_TEMPLATE:?}"'","secret":"'"${SECRET:?}"'","type":"WEBHOOK","url":"'"${URL:?}"'"}'

curl --request PUT 'https://cloud.mongodb.com/api/atlas/v2/groups/32b6e34b3d91647abb20e7b8/integrations/PROMETHEUS' \
  --header 'Accept: application/vnd.atlas.2023-01-01+json' \
  --header 'Content-Type: application/vnd.atlas.2023-01-01+json' \
  --header "Authorization: Bearer ${ACCESS_TOKEN:?}" \
  --data-raw '{"enabled":true,"password":"'"${PASSWORD:?}"'","serviceDiscovery":"http","type":"PROMETHEUS","username":"prom"}'

curl --request PUT 'https://cloud.mongodb.com/api/atlas/v2/groups/32b6e34b3d91647abb20e7b8/integrations/MICROSOFT_TEAMS' \
  --header 'Accept: application/vnd.atlas.2023-01-01+json' \
  --header 'Content-Type: application/vnd.atlas.2023-01-01+json' \
  --header "Authorization: Bearer ${ACCESS_TOKEN:?}" \
  --data-raw '{"microsoftTeamsWebhookUrl":"'"${MICROSOFT_TEAMS_WEBHOOK_URL:?}"'","type":"MICROSOFT_TEAMS"}'

curl --request PUT 'https://cloud.mongodb.com/api/atlas/v2/groups/32b6e34b3d91647abb20e7b8/integrations/NEW_KIND' \
  --header 'Accept: application/vnd.atlas.2023-01-01+json' \
  --header 'Content-Type: application/vnd.atlas.2023-01-01+json' \
  --header "Authorization: Bearer ${ACCESS_TOKEN:?}" \
  --data-raw '{"type":"NEW_KIND","credential":"'"${VALUE:?}"'","nested":'"${VALUE_2:?}"',"nothing":null}'

curl --request PUT 'https://cloud.mongodb.com/api/atlas/v2/groups/32b6e34b3d91647abb20e7b8/integrations/DATADOG' \
  --header 'Accept: application/vnd.atlas.2023-01-01+json' \
  --header 'Content-Type: application/vnd.atlas.2023-01-01+json' \
  --header "Authorization: Bearer ${ACCESS_TOKEN:?}" \
  --data-raw '{"apiKey":"'"${API_KEY:?}"'","region":"'"${VALUE:?}"'","type":"DATADOG","newCredential":"'"${VALUE_2:?}"'","API_KEY":'"${VALUE_3:?}"'}'
