namespace Slotline.Graph.Settings;

internal static class SettingsSetup
{
    /// <summary>Reads the settings, checks that they can be worked with, and offers them to everything else.</summary>
    /// <exception cref="WrongSetting">The server cannot start with them.</exception>
    public static async Task<SlotlineSettings> AddSettingsAsync(this WebApplicationBuilder builder)
    {
        var settings = SlotlineSettings.Read(builder.Configuration);
        ListenAddress.Settle(builder);
        var database = new DatabaseReach(settings);
        await database.RequireAsync(CancellationToken.None);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(database);
        return settings;
    }
}
