/** The shop's API after three years and four teams, as its documentation lists it. */
export const grown = {
  users: {
    list: 'GET /getUsers',
    read: 'GET /getUser?id=1',
    create: 'POST /createUser',
    remove: 'POST /deleteUser/1',
  },
  orders: {
    list: 'GET /listOrders',
    read: 'GET /order/1',
    create: 'POST /order/add',
    remove: 'GET /deleteOrder?id=1',
  },
  products: {
    list: 'GET /products/all',
    read: 'GET /getProduct?id=1',
    create: 'POST /createProduct',
    remove: 'POST /products/1/remove',
  },
  reviews: {
    list: 'GET /fetchReviews',
    read: 'GET /reviewById/1',
    create: 'POST /newReview',
    remove: 'POST /deleteReview/1',
  },
  coupons: {
    list: 'GET /coupon_list',
    read: 'GET /coupon/1',
    create: 'POST /coupon/add',
    remove: 'DELETE /coupon/1',
  },
  invoices: {
    list: 'GET /api/invoices',
    read: 'GET /api/invoices/1',
    create: 'POST /generateInvoice',
    remove: 'POST /invoice/void?id=1',
  },
};
