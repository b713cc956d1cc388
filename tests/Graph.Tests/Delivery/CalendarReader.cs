using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Slotline.Graph.Tests.Delivery;

/// <summary>What an independent parser (ical.js) understands of a calendar.</summary>
internal sealed record ReadCalendar(string? Method, string Version, string? Name, IReadOnlyList<ReadEvent> Events);

internal sealed record ReadEvent(
    string Uid,
    int Sequence,
    string Status,
    DateTimeOffset Start,
    DateTimeOffset End,
    DateTimeOffset Stamp,
    string Summary,
    string Description,
    string? Organizer,
    IReadOnlyList<string> Attendees,
    IReadOnlyList<string> Properties);

internal static class CalendarReader
{
    public static async Task<ReadCalendar> ReadAsync(string calendar, [CallerFilePath] string here = "")
    {
        var folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../calendar"));
        var isInstalled = System.IO.Directory.Exists(Path.Combine(folder, "node_modules"));
        Assert.True(isInstalled, $"Run 'npm ci' in {folder} first; bin/test does.");
        using var node = Process.Start(new ProcessStartInfo("node", "read.mjs")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await using (node.StandardInput)
            await node.StandardInput.WriteAsync(calendar);
        var complaint = node.StandardError.ReadToEndAsync();
        var understood = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await complaint);
        return JsonSerializer.Deserialize<ReadCalendar>(understood, JsonSerializerOptions.Web)!;
    }
}
