namespace Slotline.Graph.Settings;

/// <summary>Runs the server; what is wrong with its settings ends in one sentence instead of a stack trace.</summary>
public static class Start
{
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> RunAsync(Func<Task> server)
    {
        try
        {
            await server();
            return 0;
        }
        catch (WrongSetting wrong)
        {
            await Console.Error.WriteLineAsync($"slotline: {wrong.Message}");
            return 1;
        }
    }
}
