using static Slotline.Graph.Tests.Scheduling.Write;

namespace Slotline.Graph.Tests.Scheduling;

/// <summary>Grids, notice, horizon and buffers, on days without a change of clocks.</summary>
internal static class PlainCases
{
    private const string Day = "2026-05-05";

    public static readonly Dictionary<string, SlotCase> All = new()
    {
        ["A day by the hour"] =
            new(shop => shop.Offers(60, 60).Works("Ada", "00:00-24:00"), Day, Every(60, 24, "2026-05-05T00:00Z")),
        ["A day in twenty minutes"] =
            new(shop => shop.Offers(20, 20).Works("Ada", "00:00-24:00"), Day, Every(20, 72, "2026-05-05T00:00Z")),
        ["Half an hour on each hour"] =
            new(shop => shop.Offers(30, 60).Works("Ada", "00:00-24:00"), Day, Every(60, 24, "2026-05-05T00:00Z")),
        ["Kolkata by the half hour"] = new(
            shop => shop.In("Asia/Kolkata").Offers(30, 30).Works("Ada", "09:30-18:00"), Day,
            Every(30, 17, "2026-05-05T04:00Z")),
        ["Kolkata in three quarters"] = new(
            shop => shop.In("Asia/Kolkata").Offers(45, 45).Works("Ada", "09:30-18:00"), Day,
            Every(45, 11, "2026-05-05T04:00Z")),
        ["A booking does not shift the grid"] = new(
            shop => shop.In("Asia/Kolkata").Offers(45, 45).Works("Ada", "09:30-18:00")
                .Booked("Ada", "2026-05-05T04:00Z", "2026-05-05T04:15Z"),
            Day, Every(45, 10, "2026-05-05T04:45Z")),
        ["Each range has its own grid"] = new(
            shop => shop.Offers(60, 30).Works("Ada", "09:00-12:00 14:00-18:00"), Day,
            $"{Every(30, 5, "2026-05-05T09:00Z")}, {Every(30, 7, "2026-05-05T14:00Z")}"),
        ["Ranges that touch or overlap are one"] = new(
            shop => shop.Offers(20, 20).Works("Ada", "20:30-21:00 20:45-21:50 21:50-22:50"), Day,
            Every(20, 7, "2026-05-05T20:30Z")),
        ["Steps of eight minutes"] = new(
            shop => shop.Offers(8, 8).Works("Ada", "07:22-08:00"), Day, "05 07:22, 05 07:30, 05 07:38, 05 07:46"),
        ["A night runs into the next day"] = new(
            shop => shop.Works("Ada", "MONDAY 22:00-02:00"), "2026-05-03",
            "04 22:00, 04 23:00, 05 00:00, 05 01:00") { To = "2026-05-06" },
        ["Hours to 24:00 have a last hour"] = new(shop => shop.Works("Ada", "22:00-24:00"), Day, "05 22:00, 05 23:00"),
        ["Two hours do not fit into less"] =
            new(shop => shop.Offers(120, 30).Works("Ada", "22:00-23:59"), Day, ""),
        ["A slot runs on where the next day goes on"] =
            new(shop => shop.Offers(60, 30).Works("Ada", "00:00-24:00"), Day, Every(30, 48, "2026-05-05T00:00Z")),
        ["A slot ends where the next day is off"] = new(
            shop => shop.Offers(60, 30).Works("Ada", "MONDAY 00:00-24:00"), "2026-05-04",
            Every(30, 47, "2026-05-04T00:00Z")),
        ["Back to back"] = new(
            shop => shop.Works("Ada", "09:00-12:00").Booked("Ada", "2026-05-05T10:00Z", "2026-05-05T11:00Z"), Day,
            "05 09:00, 05 11:00"),
        ["A minute's overlap"] = new(
            shop => shop.Works("Ada", "09:00-13:00").Booked("Ada", "2026-05-05T10:59Z", "2026-05-05T11:30Z"), Day,
            "05 09:00, 05 12:00"),
        ["Notice between two steps"] = new(
            shop => shop.Offers(new Offer("X") { Step = 30, Notice = 120 }).Works("Ada").At("2026-05-05T10:07Z"), Day,
            Every(30, 8, "2026-05-05T12:30Z")),
        ["Notice on a step"] = new(
            shop => shop.Offers(new Offer("X") { Step = 30, Notice = 120 }).Works("Ada").At("2026-05-05T10:00Z"), Day,
            Every(30, 9, "2026-05-05T12:00Z")),
        ["Notice over a spring night"] = new(
            shop => shop.In("America/New_York").Offers(new Offer("X") { Notice = 1440 }).Works("Ada")
                .At("2026-03-07T17:00Z"),
            "2026-03-08", Every(60, 4, "2026-03-08T17:00Z")),
        ["Notice over an autumn night"] = new(
            shop => shop.In("America/New_York").Offers(new Offer("X") { Notice = 1440 }).Works("Ada")
                .At("2026-10-31T16:00Z"),
            "2026-11-01", Every(60, 6, "2026-11-01T16:00Z")),
        ["Notice beyond the day's end"] = new(
            shop => shop.In("America/Los_Angeles").Offers(new Offer("X") { Notice = 240 }).Works("Ada")
                .At("2026-05-05T20:00Z"),
            Day, "") { Viewer = "America/Los_Angeles" },
        ["The horizon counts the organization's days"] = Horizon("2024-05-30", "2024-06-04", "Asia/Kolkata"),
        ["A viewer far away is offered the same"] = Horizon("2024-05-30", "2024-06-04", "Pacific/Pago_Pago"),
        ["A viewer far away finds them on another date"] =
            Horizon("2024-05-30", "2024-05-30", "Pacific/Pago_Pago") with { Expected = "31 04:00, 31 05:00" },
        ["The horizon's last evening"] = new(
            shop => shop.In("America/Los_Angeles").Offers(new Offer("X") { Horizon = 2 }).Works("Ada", "17:00-19:00")
                .At("2026-01-29T20:00Z"),
            "2026-01-31", "01 01:00, 01 02:00") { To = "2026-02-03", Viewer = "America/Los_Angeles" },
        ["Buffers on both sides"] = new(
            shop => shop.Offers(new Offer("X") { Step = 15, Before = 15, After = 15 }).Works("Ada")
                .Booked("Ada", "2026-05-05T11:00Z", "2026-05-05T12:00Z"),
            Day, $"{Every(15, 4, "2026-05-05T09:00Z")}, {Every(15, 16, "2026-05-05T12:15Z")}"),
        ["A buffer after"] = new(
            shop => shop.Offers(new Offer("X") { Step = 15, After = 15 }).Works("Ada")
                .Booked("Ada", "2026-05-05T11:00Z", "2026-05-05T12:00Z"),
            Day, $"{Every(15, 4, "2026-05-05T09:00Z")}, {Every(15, 16, "2026-05-05T12:15Z")}"),
        ["A buffer sticks out of the hours"] = new(
            shop => shop.Offers(new Offer("X") { Before = 15, After = 15 }).Works("Ada", "09:00-11:00"), Day,
            "05 09:00, 05 10:00"),
        ["A buffer of another service"] = new(
            shop => shop.Offers(new Offer("X") { After = 15 }).Offers(new Offer("Y") { Step = 15 }).Works("Ada")
                .Booked("Ada", "2026-05-05T11:00Z", "2026-05-05T12:00Z"),
            Day, $"{Every(15, 5, "2026-05-05T09:00Z")}, {Every(15, 16, "2026-05-05T12:15Z")}") { Service = "Y" },
        ["A buffer against what lies outside the dates"] = new(
            shop => shop.Offers(new Offer("X") { Before = 120, After = 120 }).Works("Ada", "00:00-24:00")
                .Booked("Ada", "2026-05-04T22:00Z", "2026-05-04T23:00Z")
                .Booked("Ada", "2026-05-06T00:00Z", "2026-05-06T01:00Z"),
            Day, Every(60, 21, "2026-05-05T01:00Z")),
    };

    private static SlotCase Horizon(string from, string to, string viewer) => new(
        shop => shop.In("Asia/Kolkata").Offers(new Offer("X") { Horizon = 2 }).Works("Ada", "09:30-11:30")
            .At("2024-05-31T01:30Z"),
        from, "31 04:00, 31 05:00, 01 04:00, 01 05:00, 02 04:00, 02 05:00") { To = to, Viewer = viewer };
}
