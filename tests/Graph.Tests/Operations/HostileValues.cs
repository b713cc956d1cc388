using System.Text.Json.Nodes;

namespace Slotline.Graph.Tests.Operations;

/// <summary>For each scalar what a careless or a hostile client may send.</summary>
internal static class HostileValues
{
    private static readonly JsonNode?[] Everywhere = [null, "", -1, true, new JsonObject(), new JsonArray()];

    private static readonly Dictionary<string, JsonNode?[]> ByType = new()
    {
        ["Int"] = [int.MinValue, 0, 1, int.MaxValue, 4_294_967_296L, 1.5, "7"],
        ["String"] =
        [
            " ", "\0", "\u202e", "a\r\nBcc: all@example.test", new string('x', 2_001), new string('ä', 20_000),
            "'; DROP TABLE organizations; --", "%_\\", "{{ 7 | times: 7 }}", "<script>alert(1)</script>",
        ],
        ["ID"] =
        [
            "nonsense", "req_", "svc_AAAAAAAAAAAAAAAAAAAAAA", "tec_zzzzzzzzzzzzzzzzzzzzzz", new string('a', 5_000),
            "\0", "rq\u00e4_AAAAAAAAAAAAAAAAAAAAAA",
        ],
        ["DateTime"] =
        [
            "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59-18:00",
            "0001-01-01T00:00:00+18:00", "-9998-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "2027-06-01T10:00:00",
            "2027-06-01T24:00:00Z", "2027-06-01T10:00:60Z", "2027-06-01T10:00:00+99:00", "tomorrow",
        ],
        ["LocalDate"] =
            ["0001-01-01", "9999-12-31", "-9998-01-01", "10000-01-01", "2026-02-30", "2027-13-01", "2027-6-1"],
        ["LocalTime"] = ["00:00", "24:00", "24:01", "25:00", "12:00:00.000000001", "noon"],
        ["TimeZone"] = ["Mars/Olympus", "UTC", "utc", "+25:00", "Etc/GMT+12", "../../etc/passwd", "EST5EDT"],
        ["Boolean"] = ["yes", 1],
    };

    /// <param name="type">The scalar's name; another name is an enum's.</param>
    public static IEnumerable<JsonNode?> Of(string type) =>
        Everywhere.Concat(ByType.GetValueOrDefault(type) ?? ["NO_SUCH_VALUE", 1]);
}
