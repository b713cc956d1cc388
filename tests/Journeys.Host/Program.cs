using System.Text.Json;
using Slotline.Tests.Servers;

// Lends the journeys in web/journeys, which are not .NET, a database and a Redis: says where they are in one line, and
// takes them back when its standard input ends.
var postgres = await PostgresServer.SharedAsync();
var redis = await RedisServer.SharedAsync();
await using var database = await postgres.CreateDatabaseAsync();

Console.WriteLine(JsonSerializer.Serialize(
    new { database = database.ConnectionString, redis = redis.NewConnectionString() }));
await Console.In.ReadToEndAsync();
