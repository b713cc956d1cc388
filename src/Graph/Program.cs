using Slotline.Graph;
using Slotline.Graph.Settings;

return await Start.RunAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    await builder.AddSettingsAsync();
    builder.AddWebUi();
    var app = builder.Build();
    app.MapHealth();
    app.MapWebUi();
    await app.RunAsync();
});
