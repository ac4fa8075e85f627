using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Review.Decisions;

public static class DecisionsModule
{
    public static IServiceCollection AddDecisions(this IServiceCollection services) => services
        .AddScoped<Approvals>()
        .AddScoped<CaseDecisions>()
        .AddScoped<DecisionEffect>()
        .AddScoped<DraftDecision>()
        .AddScoped<ApproveDecision>()
        .AddScoped<TakeBackDecision>()
        .AddScoped<SeeDecision>()
        .AddScoped<StaffPeople>()
        .AddScoped<Absences>();
}
