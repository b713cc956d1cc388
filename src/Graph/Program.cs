using NodaTime;
using Slotline.Graph;
using Slotline.Graph.Access;
using Slotline.Graph.Engine;
using Slotline.Graph.Settings;
using Slotline.Graph.Transport;

return await Start.RunAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    await builder.AddSettingsAsync();
    builder.AddWebUi();
    builder.Services.AddSingleton<IClock>(SystemClock.Instance);
    builder.Services.AddPersistence();
    builder.Services.AddAccess();
    builder.Services.AddGraphEngine();
    builder.Services.AddGraphTransport();

    var app = builder.Build();
    await app.UpdateSchemaAsync();
    app.UseAccess();
    app.MapHealth();
    app.MapGraphTransport();
    app.MapWebUi();
    await app.RunAsync();
});
