using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Intake;

public static class IntakeModule
{
    public static IServiceCollection AddIntake(this IServiceCollection services) => services
        .AddSingleton<CounterCodes>()
        .AddScoped<IRecordPart, IntakeRecord>()
        .AddScoped<IntakeDesk>()
        .AddScoped<StartPaper>()
        .AddScoped<KeyIntake>()
        .AddScoped<ReceiveIntake>()
        .AddScoped<ListIntake>()
        .AddScoped<PrepareForCounter>()
        .AddScoped<ClaimAtCounter>()
        .AddScoped<PrintSlip>()
        .AddScoped<ImportRows>()
        .AddScoped<StartImport>()
        .AddScoped<DecideImport>()
        .AddScoped<ReadImport>()
        .AddScoped<TakeInImport>()
        .AddSweep<IntakeSweep>();
}
