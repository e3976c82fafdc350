-- wrk script: every request a new direct debit with a fresh Idempotency-Key.
-- Arguments: file with mandate ids, own account id, Basic credentials, date, microseconds of pause.
local mandates = {}
local account, credentials, date, pause
local counter = 0
local threads = 0
local label = 0

function setup(thread)
  thread:set("label", threads)
  threads = threads + 1
end

function init(args)
  for line in io.lines(args[1]) do mandates[#mandates + 1] = line end
  account, credentials, date = args[2], args[3], args[4]
  pause = tonumber(args[5] or "0")
  math.randomseed(os.time() + label * 7919)
  run = string.format("%d-%d-%d", os.time(), label, math.random(1e9))
end

function delay()
  if pause == 0 then return 0 end
  return math.random(0, 2 * pause) / 1000
end

function request()
  counter = counter + 1
  local body = string.format(
    '{"amount":{"currency":"EUR","value":%d},"date":"%s","scheme":"SDD_CORE",' ..
    '"source":{"type":"ACCOUNT","id":"%s"},"mandateId":"%s","reference":"collection %09d"}',
    math.random(100, 99999), date, account, mandates[math.random(#mandates)], counter)
  return wrk.format("POST", "/payments/v2/direct-debits", {
    ["Authorization"] = "Basic " .. credentials,
    ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = run .. "-" .. counter
  }, body)
end

function response(status, headers, body)
  if status ~= 201 then
    print("unexpected " .. status .. ": " .. body)
    wrk.thread:stop()
  end
end
