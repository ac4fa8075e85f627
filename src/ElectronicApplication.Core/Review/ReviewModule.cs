using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Review;

public static class ReviewModule
{
    public static IServiceCollection AddReview(this IServiceCollection services) => services;
}
