using ElectronicApplication.Testing;

namespace ElectronicApplication.Production.Tests;

public sealed class StagingJourneyTests
{
    [ProductionFact]
    public async Task A_resident_record_goes_its_way_through_the_production_shape()
    {
        await using var city = await StagingCity.StartAsync();
        await ResidentRecordJourney.RunAsync(city.Portal.Address, city.Staff.Address, city.Sandbox.Address);
        var (code, output) = await HostProcess.RunVerbAsync("Staging", "audit", "verify", $"--Data:Directory={city.DataDirectory}", "--Database:Provider=PostgreSql", $"--Database:ConnectionString={city.Database.ConnectionString()}");
        Assert.True(code == 0, output);
    }
}
