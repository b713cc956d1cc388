using System.Data.Common;
using Slotline.Graph.Transport.Http;

namespace Slotline.Graph.Live;

/// <summary>What becomes of a stream whose database does not answer.</summary>
internal static class Unavailable
{
    /// <summary>
    /// Sends the subscriber away with the request to come back, which clients do by themselves: they catch up then,
    /// so that nothing is lost. An error would be the end of the subscription for them.
    /// </summary>
    /// <exception cref="StreamOverrunException">The database did not answer.</exception>
    public static async Task<T> OrComeBackAsync<T>(this Task<T> reading)
    {
        try
        {
            return await reading;
        }
        catch (Exception fault) when (IsOfTheDatabase(fault) || IsOfTheDatabase(fault.InnerException))
        {
            throw new StreamOverrunException("The server cannot read on now; come back and catch up.");
        }
    }

    private static bool IsOfTheDatabase(Exception? fault) => fault is DbException or TimeoutException;
}
