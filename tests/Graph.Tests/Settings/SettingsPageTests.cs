using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Slotline.Graph.Settings;
using Slotline.Graph.Transport;

namespace Slotline.Graph.Tests.Settings;

/// <summary>The page that operators read names exactly the settings that the server reads.</summary>
public sealed partial class SettingsPageTests
{
    private static readonly string[] Sections =
    [
        "ConnectionStrings", "Data", "Public", "Demo", "Bootstrap", "Sessions", "Audit", "Oidc", "Mail",
        "Slots", "Transport", "Limits", "Proxies", "Schema", "KnownOperations",
    ];

    private const string OfTheFramework = "Logging__LogLevel";

    [Fact]
    public async Task Names_every_setting_and_no_other()
    {
        var page = await File.ReadAllTextAsync(Page());
        var named = SettingName().Matches(page).Select(match => match.Value).ToHashSet();

        Assert.Equal(Sections.SelectMany(Known).Append(OfTheFramework).Order(), named.Order());
    }

    // A name that nobody knows is refused with all that are known.
    private static IEnumerable<string> Known(string section)
    {
        var configuration = new ConfigurationManager { [$"{section}:NoSuchName"] = "1" };
        var wrong = Assert.Throws<WrongSetting>(() =>
        {
            SlotlineSettings.Read(configuration);
            TransportSettings.Read(new GraphTransportOptions(), configuration);
        });
        return SettingName().Matches(wrong.Message).Select(match => match.Value)
            .Where(name => !name.EndsWith("NoSuchName", StringComparison.Ordinal));
    }

    private static string Page([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/settings.md");

    [GeneratedRegex("[A-Z][A-Za-z]+__[A-Za-z]+")]
    private static partial Regex SettingName();
}
