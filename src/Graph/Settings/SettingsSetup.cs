using Microsoft.Extensions.Configuration.Memory;

namespace Slotline.Graph.Settings;

internal static class SettingsSetup
{
    /// <summary>
    /// Settings are read at the start and checked then. A watch for newer ones would look at every file that is written
    /// under the folder that the server is started in, each mail and each write of a database among them.
    /// </summary>
    public const string ReadOnce = "--hostBuilder:reloadConfigOnChange=false";

    /// <summary>
    /// Neither each request nor each statement, wherever the server is started: a file would only be found in the
    /// folder that it is started in.
    /// </summary>
    private static readonly Dictionary<string, string?> LogLevels = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning",
    };

    /// <summary>Reads the settings, checks that they can be worked with, and offers them to everything else.</summary>
    /// <exception cref="WrongSetting">The server cannot start with them.</exception>
    public static async Task<SlotlineSettings> AddSettingsAsync(this WebApplicationBuilder builder)
    {
        // First, so that everything else overrides it.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = LogLevels });
        var settings = SlotlineSettings.Read(builder.Configuration);
        ListenAddress.Settle(builder);
        var database = new DatabaseReach(settings);
        await database.RequireAsync(CancellationToken.None);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(database);
        return settings;
    }
}
