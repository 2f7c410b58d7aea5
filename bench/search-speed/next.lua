-- Asks for the next line of a file with each request, so that no two are alike.
local path = os.getenv("SEARCH_PATH")
local from = tonumber(os.getenv("SEARCH_FROM"))
local lines = {}
for line in io.lines(os.getenv("SEARCH_LINES")) do lines[#lines + 1] = line end
local at = from

request = function()
  at = at + 1
  return wrk.format("GET", path .. lines[(at - 1) % #lines + 1])
end

done = function(summary, latency)
  local errors = summary.errors
  print(string.format("%9.1f/s  p50 %6.2f ms  p99 %6.2f ms  %d requests%s%s",
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.requests, summary.requests + from > #lines and "  SOME TWICE" or "",
    errors.status + errors.read + errors.connect + errors.timeout > 0 and "  WITH ERRORS" or ""))
end
