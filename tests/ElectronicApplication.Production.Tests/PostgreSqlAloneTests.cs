using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Database;
using ElectronicApplication.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Production.Tests;

/// <summary>What decides by counting does so alone, also where many connections write at once.</summary>
public sealed class PostgreSqlAloneTests
{
    [ProductionFact]
    public async Task Work_under_one_name_sees_what_the_work_before_it_saved()
    {
        await using var server = await PostgreSqlServer.StartAsync();
        await using var services = new ServiceCollection().AddLogging().AddDatabase(new(DatabaseProvider.PostgreSql, server.ConnectionString())).AddKernel(KeyRing.Generate("test")).BuildServiceProvider();
        await using (var scope = services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<AppDbContext>().Database.EnsureCreatedAsync();

        var taken = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => TakeAsync(services, $"p{i}"))));

        Assert.Equal(5, taken.Count(t => t));
        await using var last = services.CreateAsyncScope();
        Assert.Equal(5, await last.ServiceProvider.GetRequiredService<AppDbContext>().Set<RetiredProcedure>().CountAsync());
    }

    private static async Task<bool> TakeAsync(ServiceProvider services, string code)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        return await db.AloneAsync("five", async () =>
        {
            if (await db.Set<RetiredProcedure>().CountAsync() >= 5)
                return false;
            db.Add(new RetiredProcedure { ProcedureCode = code, RetiredAt = DateTime.UtcNow, Reason = "x" });
            await db.SaveChangesAsync();
            return true;
        }, default);
    }
}
