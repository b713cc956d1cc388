using Slotline.Graph.Settings;

return await Start.RunAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    await builder.AddSettingsAsync();
    var app = builder.Build();
    app.MapHealth();
    await app.RunAsync();
});
